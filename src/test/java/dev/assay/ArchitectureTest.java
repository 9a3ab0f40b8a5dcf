package dev.assay;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The direction of data and dependencies, as ARCHITECTURE.md describes it. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPath(Path.of("target", "classes"));

  private static final JavaClasses TESTS =
      new ClassFileImporter().importPath(Path.of("target", "test-classes"));

  @Test
  void only_checkpoint_and_encoder_know_the_engine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.assay.checkpoint..", "dev.assay.encoder..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(MAIN);
  }

  @Test
  void only_junit_knows_junit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(MAIN);
  }

  @Test
  void only_allure_knows_allure() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.allure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.qameta..")
        .check(MAIN);
  }

  @Test
  void nothing_in_main_needs_assertj_but_what_claims_are_run_with() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.junit..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.assertj..")
        .check(MAIN);
  }

  @Test
  void only_one_class_mentions_batik_which_a_project_may_lack() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.assay.plot.Raster")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.plot.Raster$Canvas")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.batik..")
        .check(MAIN);
  }

  /** They are compiled apart, so a change in a test would not be noticed. */
  @Test
  void claims_know_no_class_of_the_tests() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are tests",
                known ->
                    known.getPackageName().startsWith("dev.assay")
                        && TESTS.contain(known.getName())))
        .check(TESTS);
  }

  @Test
  void plot_knows_no_other_package_of_assay() {
    knowsOnly("plot").check(MAIN);
  }

  @Test
  void every_package_knows_only_those_that_data_has_passed_before_it() {
    knowsOnly("trace").check(MAIN);
    knowsOnly("measure", "trace").check(MAIN);
    knowsOnly("fixture", "file", "trace").check(MAIN);
    knowsOnly("stats").check(MAIN);
    knowsOnly("file", "trace").check(MAIN);
    knowsOnly("checkpoint", "file", "parallel", "trace").check(MAIN);
    knowsOnly("parallel").check(MAIN);
    knowsOnly("model", "checkpoint", "measure", "trace").check(MAIN);
    knowsOnly("encoder", "checkpoint", "model", "parallel", "trace").check(MAIN);
    knowsOnly("claim", "file", "stats", "trace").check(MAIN);
    knowsOnly("figure", "measure", "plot", "trace").check(MAIN);
    knowsOnly(
            "study", "checkpoint", "claim", "encoder", "file", "fixture", "model", "page", "trace")
        .check(MAIN);
    knowsOnly("page", "claim", "file", "measure", "trace").check(MAIN);
  }

  @Test
  void no_package_depends_on_itself_through_others() {
    slices().matching("dev.assay.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void formats_know_nothing_of_what_their_tensors_are_for() {
    for (String format : List.of("safetensors", "torch", "tensorflow", "onnx")) {
      noClasses()
          .that()
          .resideInAPackage("dev.assay.checkpoint.format." + format)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.assay..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "dev.assay.checkpoint.format",
                          "dev.assay.checkpoint.format." + format,
                          "dev.assay.file",
                          "dev.assay.trace")))
          .check(MAIN);
    }
    knowsOnly("checkpoint.natives", "file", "trace").check(MAIN);
    knowsOnly("checkpoint.hub", "file", "trace").check(MAIN);
  }

  /** Else what a checkpoint is would depend on how it is read, and that on it. */
  @Test
  void only_the_catalog_knows_how_a_checkpoint_is_found_and_nothing_below_knows_the_catalog() {
    noClasses()
        .that()
        .resideInAPackage("dev.assay.checkpoint")
        .and()
        .haveNameNotMatching(".*\\.Catalog(\\$.*)?")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.assay..")
                .and(
                    JavaClass.Predicates.resideOutsideOfPackages(
                        "dev.assay.checkpoint",
                        "dev.assay.checkpoint.format",
                        "dev.assay.file",
                        "dev.assay.trace")))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.assay.checkpoint.*..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.Catalog(\\$.*)?")
        .check(MAIN);
  }

  @Test
  void no_part_of_checkpoint_depends_on_itself_through_others() {
    slices().matching("dev.assay.checkpoint.(**)").should().beFreeOfCycles().check(MAIN);
  }

  /** git's SHA-1, which the hub names small files by, is the one other hash. */
  @Test
  void sha_256_has_one_home() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.assay.file.Sha256")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.checkpoint.hub.ContentHash")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.codec..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(MessageDigest.class)
        .check(MAIN);
  }

  @Test
  void json_is_read_in_one_place() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.file")
        .should()
        .callMethodWhere(
            target(nameMatching("read(Value|Values|Tree)|createParser|treeToValue"))
                .and(
                    target(
                        owner(
                            resideInAnyPackage(
                                "com.fasterxml.jackson.core..",
                                "com.fasterxml.jackson.databind.."))))
                .as("Jackson is asked to read"))
        .check(MAIN);
  }

  /** What is renamed elsewhere was made there: a folder, or a download that is whole. */
  @Test
  void files_are_written_beside_themselves_in_one_place() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.assay.file.WholeFiles")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.checkpoint.cache.CacheFolder")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.checkpoint.natives.NativeLibraries")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.checkpoint.hub.BlobDownload")
        .and()
        .doNotHaveFullyQualifiedName("dev.assay.checkpoint.hub.RepositoryCache")
        .should()
        .callMethod(Files.class, "move", Path.class, Path.class, CopyOption[].class)
        .check(MAIN);
  }

  @Test
  void junit_is_known_by_the_command_line_only_and_that_by_nobody() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("junit")
        .definedBy("dev.assay.junit..")
        .layer("cli")
        .definedBy("dev.assay.cli..")
        .layer("rest")
        .definedBy(
            "dev.assay.trace..",
            "dev.assay.file..",
            "dev.assay.parallel..",
            "dev.assay.measure..",
            "dev.assay.fixture..",
            "dev.assay.stats..",
            "dev.assay.checkpoint..",
            "dev.assay.encoder..",
            "dev.assay.model..",
            "dev.assay.claim..",
            "dev.assay.study..",
            "dev.assay.plot..",
            "dev.assay.figure..",
            "dev.assay.page..",
            "dev.assay.allure..")
        .whereLayer("junit")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(MAIN);
  }

  @Test
  void only_the_command_line_ends_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.assay.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .check(MAIN);
  }

  private static ArchRule knowsOnly(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "dev.assay." + name + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "dev.assay." + others[i] + "..";
    }
    return classes()
        .that()
        .resideInAPackage("dev.assay." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage("dev.assay..")
                .or(JavaClass.Predicates.resideInAnyPackage(allowed)));
  }
}
