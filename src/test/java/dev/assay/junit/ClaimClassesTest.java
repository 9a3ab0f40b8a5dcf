package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes and methods can be claims, and what those are told that cannot. */
@Tag("slow")
class ClaimClassesTest {
  @TempDir static Path folder;
  private static Map<String, Outcome> outcomes = new HashMap<>();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    String method = SampleClass.method("1 + row.text().length() / 100.0");
    SampleClaims claims =
        SampleClaims.in(
            folder,
            SampleClass.supported("Sound"),
            SampleClass.with(
                "Outer",
                "class Outer {\n@Nested\n"
                    + SampleClass.finding("inner")
                    + "class Inner {\n"
                    + method
                    + "}\n}\n"),
            SampleClass.with(
                "Holder",
                "class Holder {\n"
                    + SampleClass.finding("held")
                    + "static class Held {\n"
                    + method
                    + "}\n}\n"),
            SampleClass.of("Injected", "", "  Injected(TestInfo info) {}\n", "1"),
            SampleClass.with(
                "Inheriting",
                "abstract class Parent {\n"
                    + method
                    + "}\n"
                    + SampleClass.finding("inheriting")
                    + "class Inheriting extends Parent {}\n"),
            SampleClass.with("NoFinding", "class NoFinding {\n" + method + "}\n"),
            SampleClass.with(
                "BadId", SampleClass.finding("bad_id") + "class BadId {\n" + method + "}\n"),
            SampleClass.with(
                "BadParameters",
                SampleClass.finding("badparameters")
                    + "class BadParameters {\n"
                    + method.replace("Model model", "String model")
                    + "}\n"),
            SampleClass.of(
                "Field",
                "",
                "  double offset;\n  @BeforeEach void set() { offset = 0.5; }\n",
                "1 + offset"));
    outcomes =
        claims.run(
            Scenario.of("sound", "Sound", "Outer$Inner", "Field"),
            Scenario.of("static", "Holder$Held", "Sound"),
            Scenario.of("injected", "Injected", "Sound"),
            Scenario.of("inheriting", "Inheriting", "Sound"),
            Scenario.of("no finding", "NoFinding", "Sound"),
            Scenario.of("bad id", "BadId", "Sound"),
            Scenario.of("bad parameters", "BadParameters", "Sound"));
  }

  private static Outcome outcome(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  /** Why a class fails, while the sound claim beside it is judged. */
  private static String refusal(String scenario) {
    assertThat(outcome(scenario).of("Sound")).hasSize(8);
    List<Ended> failed =
        outcome(scenario).ended().stream().filter(e -> !e.type().equals("Sound")).toList();
    assertThat(failed).extracting(Ended::message).doesNotContain("");
    assertThat(failed.get(0).thrown()).isEqualTo("AssayException");
    return failed.get(0).message();
  }

  @Test
  void a_nested_class_is_judged_and_its_command_names_it_as_maven_does() {
    assertThat(outcome("sound").of("Inner")).hasSize(8);
    assertThat(outcome("sound").claim("inner").path("measured").path("n").asInt()).isEqualTo(7);
    // The dollar sign must not reach a shell as it is.
    assertThat(outcome("sound").claim("inner").path("rerun").asText())
        .isEqualTo("mvn test '-Dtest=Outer$Inner#measure' -Dassay.models=tiny");
  }

  @Test
  void a_body_that_depends_on_before_each_is_broken_with_both_numbers() {
    List<Ended> ended = outcome("sound").of("Field");

    assertThat(ended).hasSize(8);
    assertThat(ended.get(0).thrown()).isEqualTo("AssayException");
    assertThat(ended.get(0).message())
        .isEqualTo(
            "Row r1 of rows.csv gives 1.5 as a test of its own, and 1.0 in the study; a claim's"
                + " body must depend on its row and its model only, not on fields, @BeforeEach or"
                + " other rows.");
    assertThat(ended.get(7).message()).startsWith("Row r").contains("@BeforeEach");
    assertThat(outcome("sound").claim("field").path("broken").asText()).contains("@BeforeEach");
    assertThat(outcome("sound").claim("sound").path("measured").path("n").asInt()).isEqualTo(7);
  }

  @Test
  void a_static_nested_class_is_refused_with_the_remedy() {
    assertThat(refusal("static"))
        .isEqualTo(
            "Holder.Held is a static nested class, in which Maven looks for no tests; make it a"
                + " class of its own, or not static and annotated with @Nested.");
  }

  @Test
  void constructor_injection_is_refused_with_the_remedy() {
    assertThat(refusal("injected"))
        .isEqualTo(
            "Injected has a constructor with parameters, but a claim's body gets all it needs as"
                + " its own: a row, a model and evidence; give the class one constructor without"
                + " parameters.");
  }

  @Test
  void an_inherited_claim_is_refused() {
    assertThat(refusal("inheriting")).startsWith("Inheriting.measure is inherited from Parent, ");
  }

  @Test
  void a_claim_in_a_class_without_a_finding_is_refused() {
    assertThat(refusal("no finding")).startsWith("NoFinding.measure is ");
  }

  @Test
  void a_malformed_id_is_refused() {
    assertThat(refusal("bad id")).startsWith("'bad_id' on BadId.measure is no id; ");
  }

  @Test
  void other_parameters_than_a_body_gets_are_refused() {
    assertThat(refusal("bad parameters"))
        .startsWith(
            "BadParameters.measure has a parameter of type String, which stands for nothing; ");
  }

  @Test
  void what_is_malformed_is_counted_in_the_family_of_the_others() {
    assertThat(outcome("sound").claim("sound").path("measured").path("adjusted_p").asDouble())
        .isEqualTo(outcome("bad id").claim("sound").path("measured").path("adjusted_p").asDouble())
        .isGreaterThan(2 / 128.0);
  }
}
