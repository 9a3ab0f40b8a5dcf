package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.allure.AllureReport;
import dev.assay.file.Sha256;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves for Allure: two runs of claims in one JVM, after leftovers of an earlier. */
@Tag("slow")
class AllureReportTest {
  @TempDir static Path folder;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    SampleClaims claims =
        SampleClaims.in(
            folder,
            SampleClass.supported("Supported"),
            SampleClass.supported("NotRun"),
            SampleClass.of("Refuted", "", "", "-1 - row.text().length() / 100.0"),
            SampleClass.of("Thrown", "", "", "Double.parseDouble(\"of \" + row.id())"),
            SampleClass.of("Traced", "", "", "1 + model.trace(row.text()).tokens().size() / 100.0"),
            SampleClass.of(
                "Switched",
                "",
                "",
                "Double.parseDouble(System.getProperty(\"sample\")) + row.text().length()"));
    AllureFolder allure = allure();
    allure.plant("earlier", "assay", "samples.Supported", "supported");
    allure.plant("vanished", "assay", "samples.Vanished", "vanished");
    allure.plant("not-run", "assay", "samples.NotRun", "notrun");
    allure.plant("other-test", "junit-platform", "samples.Supported", "supported");
    Files.writeString(allure.path().resolve("categories.json"), "[]");
    claims.run(
        Scenario.of("first", "Supported", "Refuted", "Thrown", "Traced", "Switched")
            .with("sample", "1"),
        Scenario.of("second", "Switched").with("sample", "-100"));
  }

  private static AllureFolder allure() {
    return new AllureFolder(folder.resolve("target/allure-results"));
  }

  private static JsonNode result(String claim) {
    return allure().only(claim, "tiny");
  }

  private static List<String> stepNames(String claim) {
    return result(claim).path("steps").findValuesAsText("name").stream()
        .filter(name -> name.contains(" · "))
        .toList();
  }

  @Test
  void a_claim_on_a_model_is_one_result_however_often_it_is_run() {
    for (String claim : List.of("supported", "refuted", "thrown", "switched")) {
      assertThat(allure().of(claim, "tiny")).as(claim).hasSize(1);
    }
    // The second run's, with another number and the same identity.
    assertThat(result("switched").path("name").asText()).startsWith("REFUTED · ");
    String id = Sha256.of("switched\ntiny");
    assertThat(result("switched").path("historyId").asText()).isEqualTo(id);
    assertThat(result("switched").path("testCaseId").asText()).isEqualTo(Sha256.of("switched"));
  }

  @Test
  void every_row_leads_to_the_page_with_its_heads() throws IOException {
    JsonNode row = result("traced").path("steps").get(1);
    String id = row.path("name").asText().substring(0, 2);
    JsonNode link = row.path("attachments").get(0);

    assertThat(link.path("name").asText()).isEqualTo("every head");
    assertThat(link.path("type").asText()).isEqualTo("text/uri-list");
    assertThat(Files.readString(allure().path().resolve(link.path("source").asText())))
        .isEqualTo("../../assay/explorer/rows-tiny.html#row=" + id);
    assertThat(folder.resolve("target/assay/explorer/rows-tiny.html")).exists();
    assertThat(Files.readString(folder.resolve("target/assay/claims.json")))
        .contains("\"explorer\": \"explorer/rows-tiny.html\"");
    assertThat(AllureFolder.label(result("traced"), "evidence")).isEqualTo("structural");
  }

  @Test
  void no_attachment_is_left_without_its_result() throws IOException {
    assertThat(allure().orphans()).isEmpty();
  }

  @Test
  void a_result_is_named_by_its_verdict_and_statement() {
    assertThat(result("refuted").path("name").asText()).isEqualTo("REFUTED · Something is so.");
    assertThat(result("supported").path("name").asText()).isEqualTo("SUPPORTED · Something is so.");
    assertThat(result("thrown").path("name").asText()).isEqualTo("BROKEN · Something is so.");
  }

  @Test
  void rows_are_its_steps_with_value_and_text_the_least_favourable_first() {
    assertThat(stepNames("refuted"))
        .hasSize(7)
        .first()
        .isEqualTo("r7 · -1.45 tokens · The book was good and the movie was very bad.");
    JsonNode worst = result("refuted").path("steps").get(1);
    assertThat(worst.path("status").asText()).isEqualTo("failed");
    assertThat(worst.path("parameters").findValuesAsText("name")).contains("value");
  }

  @Test
  void the_verdict_is_the_first_step_and_has_what_it_rests_on() {
    JsonNode verdict = result("supported").path("steps").get(0);

    assertThat(verdict.path("name").asText())
        .isEqualTo("Verdict: SUPPORTED, with nothing on record");
    assertThat(verdict.path("attachments").findValuesAsText("name"))
        .containsExactly(
            "verdict",
            "rows, the least favourable first",
            "null models",
            "estimate and null models");
  }

  @Test
  void claims_are_sorted_by_topic_and_finding_and_found_by_their_labels() {
    Map<String, String> expected =
        Map.of(
            "epic", "samples",
            "feature", "refuted",
            "story", "Something is so.",
            "finding", "refuted",
            "model", "tiny",
            "verdict", "REFUTED",
            "drift", "NOT_ON_RECORD",
            "severity", "normal",
            "testClass", "samples.Refuted");
    expected.forEach(
        (name, value) ->
            assertThat(AllureFolder.label(result("refuted"), name)).as(name).isEqualTo(value));
    assertThat(AllureFolder.label(result("thrown"), "verdict")).isEqualTo("BROKEN");
  }

  @Test
  void what_is_refuted_is_told_from_what_is_broken() {
    assertThat(result("refuted").path("status").asText()).isEqualTo("failed");
    assertThat(result("thrown").path("status").asText()).isEqualTo("broken");
    assertThat(result("supported").path("status").asText()).isEqualTo("passed");
    assertThat(result("thrown").path("steps"))
        .hasSize(7)
        .allMatch(step -> step.path("status").asText().equals("broken"));
  }

  @Test
  void a_category_is_titled_with_the_first_line_of_a_message() {
    JsonNode details = result("refuted").path("statusDetails");

    assertThat(details.path("message").asText()).startsWith("REFUTED on tiny").hasLineCount(1);
    assertThat(details.path("trace").asText())
        .startsWith(details.path("message").asText() + "\n")
        .contains("\n  expected ", "\n  rerun ");
    assertThat(result("supported").path("statusDetails").path("message").asText())
        .isEqualTo("SUPPORTED on tiny, with nothing on record");
  }

  @Test
  void a_run_replaces_what_earlier_ones_left_of_its_claims_and_nothing_else() {
    assertThat(allure().hasNothingOf("earlier")).isTrue();
    assertThat(allure().hasNothingOf("vanished")).isTrue();
    assertThat(allure().has("not-run")).isTrue();
    assertThat(allure().has("other-test")).isTrue();
    assertThat(allure().path().resolve("categories.json")).hasContent("[]");
  }

  @Test
  void the_first_page_counts_verdicts_by_model() throws IOException {
    Properties environment = new Properties();
    try (Reader file = Files.newBufferedReader(allure().path().resolve("environment.properties"))) {
      environment.load(file);
    }

    assertThat(environment.getProperty("tiny")).contains("2 REFUTED", "1 BROKEN", "2 SUPPORTED");
    assertThat(environment.stringPropertyNames())
        .containsExactlyInAnyOrder("tiny", "elsewhere", "engine", "Assay");
    assertThat(environment.values().toString()).doesNotContainPattern("[0-9a-f]{64}");
  }

  @Test
  void the_findings_are_a_page_of_markdown_beside_the_results() throws IOException {
    assertThat(allure().path().resolve("assay-globals.json"))
        .content()
        .contains("findings-attachment.md");
    assertThat(allure().path().resolve("findings-attachment.md"))
        .content()
        .contains("# What was found", "| REFUTED | Something is so. | refuted |");
  }

  @Test
  void who_wants_the_report_is_told_how_to_get_it() throws IOException {
    assertThat(AllureReport.hint(folder)).startsWith("Allure results: ");
    assertThat(AllureReport.hint(Path.of(""))).isEqualTo("report: mvn -Preport");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("pom.xml"), "<artifactId>allure-maven</artifactId>");
    assertThat(AllureReport.hint(other)).isEqualTo("report: mvn allure:report");
    Path blank = Files.createDirectories(folder.resolve("a folder"));
    Files.writeString(blank.resolve("pom.xml"), "<artifactId>allure-maven</artifactId>");
    assertThat(AllureReport.hint(blank)).contains("in a folder with a blank or a quote");
  }
}
