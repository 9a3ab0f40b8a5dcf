package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.SafetensorsWriter;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.claim.AssayVersion;
import dev.assay.claim.Ledger;
import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a claim's author sees: sample claims on a small model, each run as JUnit runs it. */
@Tag("slow")
class ClaimRunTest {
  private static final String BLANK = "my tiny";
  private static final String BROKEN = "what cannot be judged, and one that can";

  @TempDir static Path folder;
  private static Map<String, Outcome> outcomes = new HashMap<>();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    List<Scenario> scenarios = new ArrayList<>();
    for (String one : List.of("Supported", "Refuted", "Universal")) {
      scenarios.add(scenario(one, List.of("samples." + one)));
    }
    scenarios.add(
        scenario(
            BROKEN,
            Stream.of(
                    "LostCue",
                    "NoRows",
                    "NoFixture",
                    "NoGroup",
                    "Silent",
                    "NotFinite",
                    "LostWord",
                    "Thrown",
                    "Asserting",
                    "NotLoaded",
                    "ThrowsOnNull",
                    "NotFiniteOnNull",
                    "Unbeatable",
                    "Elsewhere",
                    "CopiedOnce",
                    "CopiedTwice",
                    "Supported")
                .map(one -> "samples." + one)
                .toList()));
    for (String one : List.of("BadId", "BadParameters", "Other", "NoClaim", "Inheriting")) {
      scenarios.add(
          scenario(
              one,
              List.of("malformed." + one, "samples.Supported", "samples.Switched"),
              "sample.effect",
              "1"));
    }
    scenarios.add(scenario("bystander", List.of("malformed.Bystander")));
    scenarios.add(scenario("nulls", List.of("samples.Incomparable", "samples.BeatenOnItsRow")));
    scenarios.add(scenario("traced", List.of("samples.Traced")));
    scenarios.add(scenario("traced again", List.of("samples.Traced")));
    scenarios.add(
        scenario("two models", List.of("samples.Supported"), "assay.models", "nowhere,tiny"));
    scenarios.add(
        scenario("recording", List.of("samples.Refuted"), "assay.record", "as found in 2020"));
    scenarios.add(scenario("on record", List.of("samples.Refuted")));
    scenarios.add(
        scenario(
            "switched on",
            List.of("samples.Switched"),
            "sample.effect",
            "1",
            "assay.record",
            "to begin with"));
    scenarios.add(scenario("switched off", List.of("samples.Switched"), "sample.effect", "-1"));
    scenarios.add(scenario("moved", List.of("samples.Switched"), "sample.effect", "1.5"));
    scenarios.add(
        scenario("recording again", List.of("samples.Refuted"), "assay.record", "once more"));
    for (String head : List.of("0.0", "0.1")) {
      scenarios.add(scenario("heads " + head, List.of("samples.SomeHead"), "sample.head", head));
      scenarios.add(
          scenario(
              "recording heads " + head,
              List.of("samples.SomeHead"),
              "sample.head",
              head,
              "assay.record",
              "to see which"));
    }
    scenarios.add(
        scenario(
            "broken, but on record",
            List.of("samples.Switched", "samples.Supported"),
            "sample.effect",
            "none"));
    scenarios.add(
        scenario(
            "in parallel",
            List.of("samples.Supported", "samples.Talking", "samples.Universal"),
            "junit.jupiter.execution.parallel.enabled",
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.strategy",
            "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism",
            "4"));
    scenarios.add(scenario("overflowing", List.of("samples.Overflowing", "samples.Supported")));
    scenarios.add(
        scenario(
            "rewriting",
            List.of("samples.Rewriting"),
            "assay.record",
            "of what was read",
            "assay.ledger",
            "ledger-of-rewriting"));
    scenarios.add(scenario("talking", List.of("samples.Talking")));
    scenarios.add(scenario("bad setting", List.of("samples.Supported"), "assay.pictures", "some"));
    // The last, because its page of the Allure report is looked at.
    scenarios.add(scenario(BLANK, List.of("samples.Refuted"), "assay.models", BLANK));
    SampleClaims samples = SampleClaims.in(folder);
    classifier(folder.resolve("tiny"), folder.resolve(BLANK));
    AllureFolder allure = new AllureFolder(folder.resolve("target/allure-results"));
    allure.plant("earlier", "assay", "samples.Supported", "supported");
    allure.plant("vanished", "assay", "samples.Vanished", "vanished");
    allure.plant("not-run", "assay", "samples.NeverRun", "never-run");
    allure.plant("other-test", "junit-platform", "samples.Supported", "supported");
    Files.writeString(allure.path().resolve("categories.json"), "[]");
    outcomes = samples.run(scenarios);
  }

  /** The same model as somebody would save it who trained a classifier on it. */
  private static void classifier(Path tiny, Path copy) throws IOException {
    TinyCheckpoint.write(copy);
    Checkpoint checkpoint = Catalog.open(tiny.toString());
    long hidden = checkpoint.config().hidden();
    new SafetensorsWriter()
        .all(checkpoint.weights())
        .float32("classifier.weight", List.of(2L, hidden), new float[(int) (2 * hidden)])
        .float32("classifier.bias", List.of(2L), new float[2])
        .float32("regressor.weight", List.of(1L, hidden), new float[(int) hidden])
        .float32("regressor.bias", List.of(1L), new float[1])
        .write(copy.resolve("model.safetensors"));
  }

  /** On the small model; every scenario with its own ledger unless it says which. */
  private static Scenario scenario(String name, List<String> classes, String... properties) {
    Map<String, String> all = new HashMap<>();
    all.put("assay.models", "tiny");
    boolean recorded =
        List.of("on record", "switched on", "switched off", "moved", "broken, but on record")
                .contains(name)
            || name.startsWith("recording")
            || name.startsWith("heads");
    all.put("assay.ledger", recorded ? "ledger" : "no-ledger");
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return new Scenario(name, classes, all);
  }

  @Test
  void a_supported_claim_passes_row_by_row_and_then_its_verdict() {
    assertThat(outcome("Supported").ended())
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
    assertThat(outcome("Supported").ended()).extracting(Ended::thrown).containsOnly("");
    assertThat(outcome("Supported").output())
        .contains("supported  SUPPORTED ")
        .containsPattern("supported +SUPPORTED +\\+1\\.24 \\[.*\\] tokens +7 +not on record");
  }

  @Test
  void a_refuted_claim_fails_at_its_verdict_with_all_there_is_to_say() {
    List<Ended> ended = outcome("Refuted").ended();
    assertThat(ended.subList(0, 7)).extracting(Ended::thrown).containsOnly("");
    Ended verdict = ended.get(7);

    assertThat(verdict.thrown()).isEqualTo("AssertionFailedError");
    assertThat(verdict.message().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("REFUTED on tiny, with nothing on record"),
            line -> assertThat(line).isEqualTo("  statement   Something is so."),
            line -> assertThat(line).isEqualTo("  claim       refuted, from Somebody 2020"),
            line ->
                assertThat(line).isEqualTo("  expected    a mean effect of at least +0.1 tokens"),
            line ->
                assertThat(line)
                    .matches(
                        "  measured    -1\\.24 \\[-1\\..*, -1\\..*\\] tokens, n = 7 in 7 clusters,"
                            + " p 1\\.000 after Holm's correction"),
            line -> assertThat(line).isEqualTo("  reported    length 24.4 characters (n = 7)"),
            line ->
                assertThat(line)
                    .matches("  nulls       the strongest is .* with -1\\.24; none must be beaten"),
            line -> assertThat(line).startsWith("  worst rows  r7 (-1.45), r2 (-1.24), "),
            line -> assertThat(line).isEqualTo("  because     Less would not matter."),
            line -> assertThat(line).isEqualTo("  on record   nothing for tiny"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "  rerun       mvn test -Dtest=Refuted#measure -Dassay.models=tiny"
                            + " -Dassay.ledger=no-ledger"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "  record      mvn test -Dtest=Refuted#measure -Dassay.models=tiny"
                            + " -Dassay.ledger=no-ledger -Dassay.record=\"why\""));
  }

  @Test
  void one_counterexample_refutes_a_universal_claim_that_is_run_alone() {
    Ended verdict = last("Universal");

    assertThat(verdict.thrown()).isEqualTo("AssertionFailedError");
    assertThat(verdict.message())
        .startsWith("REFUTED on tiny")
        .contains("expected    every row between 0 and 30 tokens")
        .contains("worst rows  r7 (+45)");
  }

  @Test
  void a_refuted_claim_passes_once_it_is_on_record() throws IOException {
    assertThat(outcome("recording").ended()).extracting(Ended::thrown).containsOnly("");
    assertThat(outcome("recording").output())
        .contains("because: as found in 2020")
        .containsPattern("refuted: REFUTED -1\\.24 .*, n = 7, new");
    assertThat(folder.resolve("ledger").resolve("tiny.json")).exists();
    assertThat(Files.readString(folder.resolve("ledger").resolve("tiny.json")))
        .contains("\"reason\": \"as found in 2020\"");

    assertThat(outcome("on record").ended()).extracting(Ended::thrown).containsOnly("");
    assertThat(outcome("on record").output()).containsPattern("refuted +REFUTED .* as recorded");
  }

  @Test
  void the_rows_on_record_are_those_that_were_judged() {
    assertThat(last("rewriting").thrown()).isEmpty();
    Ledger ledger = Ledger.read(folder.resolve("ledger-of-rewriting"), "tiny");

    assertThat(ledger.rows(ledger.entry("rewriting").orElseThrow()))
        .containsExactly("r1", "r2", "r3", "r4", "r5", "r6", "r7");
  }

  @Test
  void nothing_is_recorded_unless_it_is_asked_for() {
    assertThat(folder.resolve("no-ledger")).doesNotExist();
  }

  @Test
  void a_verdict_that_is_not_the_recorded_one_fails() {
    assertThat(last("switched on").thrown()).isEmpty();

    assertThat(last("switched off").thrown()).isEqualTo("AssertionFailedError");
    assertThat(last("switched off").message())
        .startsWith("REFUTED on tiny, but SUPPORTED is on record")
        .contains("on record   for tiny: SUPPORTED +1.02 ")
        .contains("changed since then: none");
    assertThat(outcome("switched off").output()).contains("CHANGED from SUPPORTED");
  }

  @Test
  void an_estimate_that_left_the_recorded_interval_passes_with_a_warning() {
    assertThat(last("moved").thrown()).isEmpty();
    assertThat(outcome("moved").output()).contains("WARNING: moved from +1.02");
  }

  @Test
  void other_heads_pass_with_a_warning_that_names_them() {
    assertThat(last("heads 0.0").thrown()).isEmpty();
    assertThat(last("heads 0.1").thrown()).isEmpty();
    assertThat(outcome("heads 0.1").output())
        .contains("WARNING: heads moved from 0.0, 0.0 to 0.1, 0.1");
    assertThat(claim("heads 0.1", "some-head").path("drift").asText()).isEqualTo("HEADS_MOVED");
    assertThat(outcome("recording heads 0.1").output()).contains("; not as before: heads\n");
  }

  @Test
  void recording_says_what_changes() {
    assertThat(outcome("recording again").output()).contains("  refuted: as before\n");
    assertThat(outcome("switched on").output()).containsPattern("switched: SUPPORTED .*, new");
  }

  @Test
  void a_broken_claim_on_record_still_counts_for_holms_correction() {
    JsonNode measured = claim("broken, but on record", "supported").path("measured");

    // Four are in the family: Refuted and SomeHead are on record and were not run, Switched is and
    // could not be.
    assertThat(measured.path("p").asDouble()).isEqualTo(0.0078125);
    assertThat(measured.path("adjusted_p").asDouble()).isEqualTo(0.03125);
    assertThat(claim("broken, but on record", "switched").path("broken").asText())
        .contains("NumberFormatException");
  }

  @Test
  void claims_run_one_after_another_even_where_tests_run_in_parallel() {
    Outcome parallel = outcome("in parallel");

    assertThat(parallel.atOnce()).isEqualTo(1);
    assertThat(parallel.ended()).hasSize(24);
    assertThat(parallel.report().path("claims")).hasSize(3);
  }

  @Test
  void bodies_run_in_the_thread_of_the_tests_only_as_rows() {
    List<String> bodies =
        outcome("talking").output().lines().filter(line -> line.startsWith("body in ")).toList();

    assertThat(bodies).hasSize(7 * 28);
    assertThat(bodies.stream().filter(line -> line.equals("body in thread main."))).hasSize(7);
  }

  @Test
  void a_model_name_with_a_blank_survives_in_commands_and_report() throws IOException {
    assertThat(last(BLANK).message())
        .contains("-Dassay.models=\"my tiny\" -Dassay.ledger=no-ledger\n");
    Properties environment = new Properties();
    try (Reader file =
        Files.newBufferedReader(folder.resolve("target/allure-results/environment.properties"))) {
      environment.load(file);
    }
    assertThat(environment.stringPropertyNames())
        .containsExactlyInAnyOrder("engine", "Assay", BLANK);
    assertThat(environment.getProperty(BLANK)).matches("weights [0-9a-f]{64}");
  }

  @Test
  void parameters_outside_the_encoder_are_noted() {
    assertThat(outcome(BLANK).output())
        .contains(
            "NOTE: my tiny has parameters that are not part of the encoder and are ignored:"
                + " classifier.bias, classifier.weight, regressor.bias, ... (4 in all)\n");
    assertThat(outcome("Supported").output()).doesNotContain("NOTE");
  }

  @Test
  void allure_knows_a_row_again_whatever_was_measured() {
    // Three runs with the effects 1, -1 and 1.5, and one in which the body was broken.
    Map<String, List<JsonNode>> byHistory =
        allure().of("switched", "tiny").stream()
            .filter(result -> !result.path("name").asText().equals("cannot be judged"))
            .collect(Collectors.groupingBy(result -> result.path("historyId").asText()));

    assertThat(byHistory).hasSize(8);
    assertThat(byHistory)
        .allSatisfy(
            (history, results) -> {
              assertThat(results).hasSizeGreaterThanOrEqualTo(4);
              assertThat(results.stream().map(one -> one.path("fullName")).distinct()).hasSize(1);
              assertThat(results.stream().map(one -> one.path("name")).distinct()).hasSize(1);
              assertThat(results.stream().map(one -> one.path("testCaseId").asText()))
                  .containsOnly(history);
            });
    assertThat(
            allure().of("traced", "tiny").stream()
                .collect(Collectors.groupingBy(result -> result.path("historyId").asText()))
                .values())
        .hasSize(8)
        .allSatisfy(results -> assertThat(results).hasSize(2));
  }

  @Test
  void allure_sorts_claims_by_topic_and_finding() {
    assertThat(allure().of("refuted", BLANK))
        .hasSize(8)
        .allSatisfy(
            result -> {
              assertThat(AllureFolder.label(result, "epic")).isEqualTo("samples");
              assertThat(AllureFolder.label(result, "feature")).isEqualTo("refuted");
              assertThat(AllureFolder.label(result, "story")).isEqualTo("refuted on my tiny");
              assertThat(AllureFolder.label(result, "testClass")).isEqualTo("samples.Refuted");
            });
  }

  @Test
  void allure_tells_what_is_refuted_from_what_is_broken() {
    assertThat(statuses("refuted", BLANK))
        .containsExactlyInAnyOrder(
            "passed", "passed", "passed", "passed", "passed", "passed", "passed", "failed");
    assertThat(statuses("thrown", "tiny")).hasSize(8).containsOnly("broken");
    assertThat(statuses("no-rows", "tiny")).containsExactly("broken");
    assertThat(statuses("asserting", "tiny"))
        .containsExactlyInAnyOrder(
            "passed", "passed", "passed", "passed", "passed", "passed", "failed", "broken");
  }

  @Test
  void a_run_replaces_what_earlier_ones_left_of_its_claims_and_nothing_else() {
    assertThat(allure().hasNothingOf("earlier")).isTrue();
    assertThat(allure().hasNothingOf("vanished")).isTrue();
    assertThat(allure().has("not-run")).isTrue();
    assertThat(allure().has("other-test")).isTrue();
    assertThat(allure().path().resolve("categories.json")).exists();
  }

  @Test
  void a_project_without_allures_plugin_is_told_where_the_results_are() throws IOException {
    assertThat(outcome("Supported").output())
        .contains("; Allure results: target/allure-results\n")
        .doesNotContain("mvn allure:report");
    assertThat(AllureResults.hint(Path.of(""))).isEqualTo("report: mvn allure:report");
  }

  @Test
  void a_model_that_does_not_exist_is_broken_and_the_other_is_judged() {
    List<Ended> ended = outcome("two models").ended();

    assertThat(ended.get(0).name()).isEqualTo("[nowhere] cannot be judged");
    assertThat(ended.get(0).thrown()).isEqualTo("AssayException");
    assertThat(ended.get(0).message())
        .startsWith("There is no model 'nowhere'")
        .contains("all-MiniLM-L6-v2", "bert-base-uncased", "bert-tiny", "distilbert-base-uncased");
    assertThat(ended.subList(1, 9)).extracting(Ended::thrown).containsOnly("");
    assertThat(ended.get(8).name()).isEqualTo("[tiny] verdict");
    assertThat(outcome("two models").output()).contains("BROKEN: nowhere: There is no model");
    JsonNode models = outcome("two models").report().path("models");
    assertThat(models.path(0).path("broken").asText()).startsWith("There is no model 'nowhere'");
    assertThat(models.path(1).has("broken")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LostCue | fixtures/cues.csv, line 2, column cue: The word 'never' does not occur in \"The"
            + " cat was not good.\"",
        "NoRows | fixtures/empty.csv has no rows, so there is nothing to measure; add a row below"
            + " its header.",
        "NoFixture | fixtures/missing.csv",
        "NoGroup | rows.csv has no rows of group 'tense', which no-group is about; add some or"
            + " correct the group.",
      })
  void a_fixture_that_cannot_be_used_breaks_its_claim_in_one_sentence(String name, String start) {
    List<Ended> ended = broken(name);

    assertThat(ended).hasSize(1);
    assertThat(ended.get(0).name()).isEqualTo("[tiny] cannot be judged");
    assertThat(ended.get(0).thrown()).isEqualTo("AssayException");
    assertThat(ended.get(0).message()).contains(start).doesNotContain("\n");
    String id = ended.get(0).type().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    assertThat(claim(BROKEN, id).path("broken").asText()).isEqualTo(ended.get(0).message());
    assertThat(outcome(BROKEN).output())
        .contains("BROKEN: %s on tiny: %s".formatted(id, ended.get(0).message()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Silent | The claim's body returned null; let it return what it found.",
        "NotFinite | The value is NaN, which is no finite number; check the measure and the"
            + " sentence.",
        "LostWord | The word 'unicorn' does not occur in \"The cat sat on the mat.\"",
        "Thrown | a mistake in the body of r1",
      })
  void a_body_that_goes_wrong_breaks_its_rows_and_its_verdict(String name, String message) {
    Ended row = broken(name).get(0);
    assertThat(row.thrown()).isNotEmpty().isNotEqualTo("AssertionFailedError");
    assertThat(row.message()).startsWith(message).doesNotContain("\n");

    assertThat(broken(name)).hasSize(8);
    Ended verdict = broken(name).get(7);
    assertThat(verdict.name()).isEqualTo("[tiny] verdict");
    assertThat(verdict.thrown()).isEqualTo("AssayException");
    assertThat(verdict.message())
        .startsWith("Row r")
        .contains(" of rows.csv cannot be measured: ")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ThrowsOnNull | of rows.csv cannot be measured on the null model 'uniform attention':"
            + " NoSuchElementException: No value present",
        "NotFiniteOnNull | of rows.csv cannot be measured on the null model 'uniform attention':"
            + " The effect is NaN, which is no finite number; check the measure and the sentence.",
        "Unbeatable | The null model 'uniform attention', which unbeatable must beat, lets it"
            + " measure 0 of 7 rows; change the claim's measure, its sentences, or what it must"
            + " beat.",
      })
  void what_goes_wrong_on_a_null_model_breaks_the_verdict(String name, String message) {
    assertThat(broken(name)).hasSize(8);
    assertThat(broken(name).subList(0, 7)).extracting(Ended::thrown).containsOnly("");
    Ended verdict = broken(name).get(7);
    assertThat(verdict.thrown()).isEqualTo("AssayException");
    assertThat(verdict.message()).endsWith(message).doesNotContain("\n");
  }

  @Test
  void an_assertion_in_a_body_fails_its_row_and_breaks_the_verdict() {
    assertThat(broken("Asserting")).hasSize(8);
    assertThat(broken("Asserting").subList(0, 6)).extracting(Ended::thrown).containsOnly("");
    assertThat(broken("Asserting").get(6).thrown()).isEqualTo("AssertionError");
    Ended verdict = broken("Asserting").get(7);
    assertThat(verdict.thrown()).isEqualTo("AssayException");
    assertThat(verdict.message())
        .startsWith("Row r7 of rows.csv cannot be measured: [the sentence] ")
        .doesNotContain("\n");
  }

  @Test
  void a_null_that_lets_no_row_be_measured_is_left_out_where_it_need_not_be_beaten() {
    JsonNode claim = claim("nulls", "incomparable");

    assertThat(claim.path("measured").path("verdict").asText()).isEqualTo("SUPPORTED");
    assertThat(claim.path("nulls")).hasSize(25);
    assertThat(claim.path("nulls").findValuesAsText("model")).doesNotContain("uniform attention");
    assertThat(claim.path("nulls").findValuesAsText("n")).containsOnly("7");
  }

  @Test
  void a_null_is_compared_on_the_rows_that_it_lets_be_measured() {
    JsonNode claim = claim("nulls", "beaten-on-its-row");

    // Over all rows the claim has 1.24, on the one row that the null model knows 1.16.
    assertThat(claim.path("measured").path("estimate").asDouble()).isGreaterThan(1.175);
    assertThat(claim.path("measured").path("verdict").asText()).isEqualTo("INCONCLUSIVE");
    JsonNode uniform =
        StreamSupport.stream(claim.path("nulls").spliterator(), false)
            .filter(one -> one.path("model").asText().equals("uniform attention"))
            .findFirst()
            .orElseThrow();
    assertThat(uniform.path("n").asInt()).isEqualTo(1);
    assertThat(uniform.path("value").asDouble()).isEqualTo(1.175);
    assertThat(uniform.path("estimate").asDouble()).isEqualTo(1.16);
    assertThat(
            outcome("nulls").ended().stream()
                .map(Ended::message)
                .filter(message -> message.startsWith("INCONCLUSIVE")))
        .singleElement()
        .asString()
        .contains(
            "does not beat uniform attention (+1.18 on the 1 of 7 rows that it lets measure, where"
                + " the estimate is +1.16)");
  }

  @Test
  void a_class_that_cannot_be_initialised_breaks_its_claim_alone() {
    assertThat(broken("NotLoaded")).extracting(Ended::thrown).doesNotContain("");
    assertThat(claim(BROKEN, "not-loaded").path("broken").asText())
        .startsWith("Row r")
        .contains("Error: ");
  }

  @Test
  void an_error_that_stops_judging_is_reported_once_for_the_model() {
    Outcome outcome = outcome("overflowing");

    assertThat(outcome.ended())
        .extracting(Ended::type, Ended::name, Ended::thrown)
        .containsExactlyInAnyOrder(
            tuple("Overflowing", "[tiny] cannot be judged", "AssayException"),
            tuple("Supported", "[tiny] cannot be judged", "AssayException"));
    assertThat(outcome.ended().stream().map(Ended::message).distinct()).hasSize(1);
    assertThat(outcome.report().path("models").path(0).path("broken").asText())
        .startsWith("tiny cannot be judged because of java.lang.StackOverflowError");
    assertThat(outcome.output()).contains("BROKEN: tiny: tiny cannot be judged because of ");
  }

  @ParameterizedTest
  @CsvSource({"CopiedOnce", "CopiedTwice"})
  void claims_that_share_an_id_are_both_broken(String name) {
    assertThat(broken(name))
        .singleElement()
        .satisfies(
            ended ->
                assertThat(ended.message())
                    .isEqualTo(
                        "CopiedOnce.measure and CopiedTwice.measure have the same id 'copied'; give"
                            + " each claim an id or a variant of its own."));
    assertThat(claim(BROKEN, "copied").path("broken").asText()).contains("have the same id");
    assertThat(outcome(BROKEN).output()).contains("BROKEN: copied on tiny: CopiedOnce.measure and");
  }

  @Test
  void a_broken_claim_does_not_disturb_the_others() {
    assertThat(broken("Supported")).hasSize(8);
    assertThat(broken("Supported")).extracting(Ended::thrown).containsOnly("");
    assertThat(outcome(BROKEN).output())
        .containsPattern("supported +SUPPORTED ")
        .contains("BROKEN: silent on tiny: ", "BROKEN: thrown on tiny: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BadId | 'Bad_Id' on BadId.measure is no id; use lower-case letters, digits and single"
            + " hyphens.",
        "BadParameters | BadParameters.measure has a parameter of type String, which stands for"
            + " nothing; a claim takes one record with an id() as its row, a Model, and if it likes"
            + " an @Each Variant, String (group) or int (layer, or ints), an @Against Model and an"
            + " Evidence.",
        "Other | Other.measure returns HeadEffects, but what is expected of it, a mean effect of at"
            + " least +0.1 tokens, needs a double; correct one of the two.",
        "Inheriting | Inheriting.measure is inherited from Parent, but a claim has one class;"
            + " declare it in the class that is annotated with @Finding and call what is shared from"
            + " there.",
        "NoClaim | NoClaim.measure is a @ClaimTest in a class without @Finding; annotate the class"
            + " with the finding it rechecks.",
      })
  void a_malformed_claim_fails_alone(String name, String message) {
    Outcome outcome = outcome(name);

    assertThat(outcome.ended().stream().filter(e -> !e.thrown().isEmpty()))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.thrown()).isEqualTo("AssayException");
              assertThat(ended.message()).isEqualTo(message);
            });
    assertThat(outcome.ended().stream().filter(e -> e.name().equals("[tiny] verdict")))
        .extracting(Ended::type)
        .containsExactlyInAnyOrder("Supported", "Switched");
  }

  @Test
  void a_malformed_claim_does_not_break_its_neighbours_in_the_project() {
    assertThat(outcome("bystander").ended()).extracting(Ended::thrown).containsOnly("");
    assertThat(outcome("bystander").ended()).hasSize(8);
  }

  @Test
  void a_claim_about_another_model_has_nothing_to_say() {
    assertThat(broken("Elsewhere")).isEmpty();
  }

  @Test
  void a_setting_that_makes_no_sense_is_one_sentence() {
    assertThat(outcome("bad setting").ended())
        .singleElement()
        .satisfies(
            ended ->
                assertThat(ended.message())
                    .isEqualTo(
                        "-Dassay.pictures=some is neither 'few' nor 'all'; choose one of them."));
  }

  @Test
  void claims_json_holds_the_verdict_and_what_it_was_made_from() {
    JsonNode report = outcome("Supported").report();
    JsonNode claim = report.path("claims").path(0);

    assertThat(report.path("schema").asInt()).isPositive();
    assertThat(report.path("models").path(0).path("name").asText()).isEqualTo("tiny");
    assertThat(claim.path("id").asText()).isEqualTo("supported");
    assertThat(claim.path("topic").asText()).isEqualTo("samples");
    assertThat(claim.path("statement").asText()).isEqualTo("Something is so.");
    assertThat(claim.path("model").asText()).isEqualTo("tiny");
    assertThat(claim.path("drift").asText()).isEqualTo("NOT_ON_RECORD");
    JsonNode measured = claim.path("measured");
    assertThat(measured.path("verdict").asText()).isEqualTo("SUPPORTED");
    assertThat(measured.path("n").asInt()).isEqualTo(7);
    assertThat(measured.path("unit").asText()).isEqualTo("tokens");
    assertThat(measured.path("p").asDouble()).isEqualTo(1 / 128.0);
    assertThat(measured.path("interval").path("low").asDouble()).isGreaterThan(1);
    assertThat(measured.path("provenance").path("weights").asText()).matches("[0-9a-f]{64}");
    assertThat(measured.path("provenance").path("fixture").asText()).matches("[0-9a-f]{64}");
    assertThat(claim.path("rows")).hasSize(7);
    assertThat(claim.path("rows").path(0).path("id").asText()).isEqualTo("r5");
    assertThat(measured.path("provenance").path("configuration").asText()).matches("[0-9a-f]{64}");
    assertThat(measured.path("provenance").path("assay").asText())
        .isEqualTo(AssayVersion.current());
    assertThat(claim.path("nulls")).hasSize(26);
    JsonNode reported = claim.path("reported");
    assertThat(reported).hasSize(1);
    assertThat(reported.path(0).path("name").asText()).isEqualTo("length");
    assertThat(reported.path(0).path("mean").asDouble()).isEqualTo(171 / 7.0);
    assertThat(reported.path(0).path("unit").asText()).isEqualTo("characters");
    assertThat(reported.path(0).path("n").asInt()).isEqualTo(7);
  }

  @Test
  void two_runs_on_a_model_and_all_its_nulls_agree_bit_for_bit() {
    JsonNode claim = outcome("traced").report().path("claims");

    assertThat(claim).hasSize(1);
    assertThat(claim.path(0).path("measured").path("verdict").asText()).isNotEmpty();
    assertThat(claim.path(0).path("nulls").findValuesAsText("value").stream().distinct().count())
        .isGreaterThan(20);
    assertThat(outcome("traced again").report()).isEqualTo(outcome("traced").report());
  }

  private static AllureFolder allure() {
    return new AllureFolder(folder.resolve("target/allure-results"));
  }

  private static List<String> statuses(String claim, String model) {
    return allure().of(claim, model).stream().map(one -> one.path("status").asText()).toList();
  }

  private static Outcome outcome(String name) {
    return Objects.requireNonNull(outcomes.get(name), name);
  }

  /** What ended of one class among those that cannot be judged. */
  private static List<Ended> broken(String type) {
    return outcome(BROKEN).ended().stream().filter(ended -> ended.type().equals(type)).toList();
  }

  /** What the report of a run says of one claim. */
  private static JsonNode claim(String name, String id) {
    return StreamSupport.stream(outcome(name).report().path("claims").spliterator(), false)
        .filter(claim -> claim.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Ended last(String name) {
    List<Ended> ended = outcome(name).ended();
    assertThat(ended).as(name).isNotEmpty();
    return ended.get(ended.size() - 1);
  }
}
