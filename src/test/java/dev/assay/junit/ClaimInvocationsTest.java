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

/** What JUnit, Maven and an IDE see of claims: their rows as tests, and then the verdict. */
@Tag("slow")
class ClaimInvocationsTest {
  private static final String RECURSION =
      """
        static double deeper(double depth) { return 1 + deeper(depth + 1); }
      """;

  @TempDir static Path folder;
  private static Map<String, Outcome> outcomes = new HashMap<>();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Scenario all = Scenario.of("all", "Supported", "Refuted", "Thrown", "Overflowing", "Talking");
    outcomes =
        SampleClaims.in(
                folder,
                SampleClass.supported("Supported"),
                SampleClass.of("Refuted", "", "", "-1 - row.text().length() / 100.0"),
                SampleClass.of("Thrown", "", "", "Double.parseDouble(\"of \" + row.id())"),
                SampleClass.of("Overflowing", "", RECURSION, "deeper(0)"),
                SampleClass.of(
                    "Talking",
                    "",
                    "  static double say(String what) { System.out.println(what); return 1; }\n",
                    "say(\"body in \" + Thread.currentThread().getName())"))
            .run(
                all,
                new Scenario("again", all.selected(), "", all.properties()),
                Scenario.of("setting", "Supported").with("assay.pictures", "some"),
                Scenario.of("models", "Supported").with("assay.models", "nowhere,tiny"),
                Scenario.of("few", "Supported", "Refuted").with("assay.nulls", "few"),
                Scenario.of("parallel", "Supported", "Refuted", "Talking")
                    .with("junit.jupiter.execution.parallel.enabled", "true")
                    .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                    .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                    .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));
  }

  private static Outcome outcome(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  private static Ended verdict(String scenario, String type) {
    List<Ended> ended = outcome(scenario).of(type);
    assertThat(ended).isNotEmpty();
    return ended.get(ended.size() - 1);
  }

  @Test
  void a_supported_claim_passes_row_by_row_and_then_its_verdict() {
    assertThat(outcome("all").of("Supported"))
        .extracting(Ended::name)
        .containsExactly(
            "[tiny] r1: The cat sat on the mat.",
            "[tiny] r2: The dog sat on the book.",
            "[tiny] r3: She will never come.",
            "[tiny] r4: The movie was very bad.",
            "[tiny] r5: He was not good.",
            "[tiny] r6: They will come soon.",
            "[tiny] r7: The book was good and the movie was very bad.",
            "[tiny] verdict");
    assertThat(outcome("all").of("Supported")).extracting(Ended::thrown).containsOnly("");
  }

  @Test
  void a_refuted_claim_fails_at_its_verdict_and_says_how_to_run_it_again() {
    List<Ended> ended = outcome("all").of("Refuted");

    assertThat(ended).hasSize(8);
    assertThat(ended.subList(0, 7)).extracting(Ended::thrown).containsOnly("");
    assertThat(ended.get(7).thrown()).isEqualTo("AssertionFailedError");
    assertThat(ended.get(7).message())
        .startsWith("REFUTED on tiny, with nothing on record")
        .contains("  rerun       mvn test -Dtest=Refuted#measure -Dassay.models=tiny\n")
        .endsWith(" -Dassay.record=\"why\"");
  }

  @Test
  void a_body_that_goes_wrong_breaks_its_rows_and_its_verdict_and_no_other_claim() {
    assertThat(outcome("all").of("Thrown")).hasSize(8);
    Ended row = outcome("all").of("Thrown").get(0);
    assertThat(row.thrown()).isEqualTo("NumberFormatException");
    assertThat(verdict("all", "Thrown").thrown()).isEqualTo("AssayException");
    assertThat(verdict("all", "Thrown").message())
        .startsWith("Row r1 of rows.csv cannot be measured: NumberFormatException: ")
        .doesNotContain("\n");
    assertThat(verdict("all", "Overflowing").message())
        .startsWith("Row r1 of rows.csv cannot be measured: StackOverflowError");
    assertThat(outcome("all").output())
        .contains("BROKEN: thrown on tiny: ", "BROKEN: overflowing on tiny: ");
  }

  @Test
  void a_second_run_in_the_same_jvm_gives_the_same() {
    assertThat(outcome("again").ended()).isEqualTo(outcome("all").ended());
    assertThat(outcome("again").report()).isEqualTo(outcome("all").report());
  }

  @Test
  void claims_run_one_after_another_even_where_tests_run_in_parallel() {
    Outcome parallel = outcome("parallel");

    assertThat(parallel.atOnce()).isEqualTo(1);
    assertThat(parallel.ended()).hasSize(24);
  }

  @Test
  void bodies_run_in_the_thread_of_the_tests_only_as_rows() {
    List<String> bodies =
        outcome("all").output().lines().filter(line -> line.startsWith("body in ")).toList();

    assertThat(bodies).hasSize(7 * 28);
    assertThat(bodies.stream().filter(line -> line.equals("body in main"))).hasSize(7);
  }

  @Test
  void a_provisional_verdict_is_skipped_and_neither_passes_nor_fails() {
    assertThat(verdict("few", "Supported").thrown()).isEqualTo("TestAbortedException");
    assertThat(verdict("few", "Supported").message())
        .startsWith("SUPPORTED on tiny")
        .contains("provisional: 4 of 26 null models were run");
    assertThat(verdict("few", "Refuted").thrown()).isEqualTo("TestAbortedException");
  }

  @Test
  void a_setting_that_makes_no_sense_is_one_sentence() {
    assertThat(outcome("setting").ended())
        .singleElement()
        .satisfies(
            ended ->
                assertThat(ended.message())
                    .isEqualTo(
                        "-Dassay.pictures=some is neither 'few' nor 'all'; choose one of them."));
  }

  @Test
  void a_model_that_does_not_exist_is_broken_and_the_other_is_judged() {
    List<Ended> ended = outcome("models").ended();

    assertThat(ended).hasSize(9);
    assertThat(ended.get(0).name()).isEqualTo("[nowhere] cannot be judged");
    assertThat(ended.get(0).message()).startsWith("There is no model 'nowhere'");
    assertThat(ended.subList(1, 9)).extracting(Ended::thrown).containsOnly("");
  }
}
