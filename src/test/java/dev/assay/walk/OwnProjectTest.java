package dev.assay.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another Maven project that has Assay as a dependency, built and run without a network. */
@Tag("slow")
class OwnProjectTest {

  @Test
  void another_project_checks_its_claim_with_the_packaged_jar(@TempDir Path folder)
      throws IOException, InterruptedException {
    for (Path file : List.of(Path.of("pom.xml"), SampleProject.FIXTURE)) {
      SampleProject.copy(SampleProject.SOURCE.resolve(file), folder.resolve(file));
    }
    SampleProject.copy(
        SampleProject.source(SampleProject.CLAIM),
        folder.resolve("src/test/java").resolve(SampleProject.CLAIM));
    String version = "0-test-" + ProcessHandle.current().pid();
    Path installed = install(version);
    try {
      Path local = localRepository();
      ProcessBuilder maven =
          new ProcessBuilder(
                  maven(),
                  "-o",
                  "-B",
                  "-Dmaven.repo.local=" + local,
                  // What came from a mirror that only the outer build's settings name will do.
                  "-Daether.enhancedLocalRepository.trackingFilename=none",
                  "-Dassay.version=" + version,
                  "test")
              .directory(folder.toFile());
      maven.environment().keySet().removeAll(List.of("CI", "MAVEN_OPTS", "MAVEN_CMD_LINE_ARGS"));
      SampleProject.Ended ended = SampleProject.end(maven);

      assertThat(ended.output())
          .contains(Section.walk().consoles().get(0).output().lines().limit(3).toList())
          .contains("Tests run: 25, Failures: 1, Errors: 0, Skipped: 0")
          .contains("REFUTED on all-MiniLM-L6-v2, with nothing on record")
          .doesNotContain("SLF4J");
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(folder.resolve("target/assay/claims.json")).isNotEmptyFile();
      assertThat(folder.resolve("target/allure-results")).isNotEmptyDirectory();
      assertThat(folder.resolve("allure-results")).doesNotExist();
    } finally {
      delete(installed);
    }
  }

  /**
   * Puts the jar and its pom where mvn install would, under a version of this test's own, so that
   * neither a developer's installed Assay is replaced nor this one is left for other projects.
   */
  private static Path install(String version) throws IOException {
    Path folder = localRepository().resolve(Path.of("dev", "assay", "assay", version));
    Files.createDirectories(folder);
    Files.copy(Path.of("target", "assay.jar"), folder.resolve("assay-%s.jar".formatted(version)));
    String pom = Files.readString(Path.of("pom.xml"));
    String named =
        pom.replaceFirst("(<artifactId>assay</artifactId>\\s*<version>)[^<]*", "$1" + version);
    assertThat(named).contains(version);
    Files.writeString(folder.resolve("assay-%s.pom".formatted(version)), named);
    return folder;
  }

  /** The one of the Maven that runs this test; Maven's own default in an IDE. */
  private static Path localRepository() {
    String named = System.getProperty("localRepository", "");
    return named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".m2", "repository")
        : Path.of(named);
  }

  private static String maven() {
    return System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
