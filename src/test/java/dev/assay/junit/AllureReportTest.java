package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
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
        Scenario.of("first", "Supported", "Refuted", "Thrown", "Switched").with("sample", "1"),
        Scenario.of("second", "Switched").with("sample", "-100"));
  }

  private static AllureFolder allure() {
    return new AllureFolder(folder.resolve("target/allure-results"));
  }

  private static List<String> statuses(String claim) {
    return allure().of(claim, "tiny").stream().map(one -> one.path("status").asText()).toList();
  }

  @Test
  void a_row_is_known_again_whatever_was_measured() {
    Map<String, List<JsonNode>> byHistory =
        allure().of("switched", "tiny").stream()
            .collect(Collectors.groupingBy(result -> result.path("historyId").asText()));

    assertThat(byHistory).hasSize(8);
    assertThat(byHistory)
        .allSatisfy(
            (history, results) -> {
              assertThat(results).hasSize(2);
              assertThat(results.stream().map(one -> one.path("fullName")).distinct()).hasSize(1);
              assertThat(results.stream().map(one -> one.path("testCaseId").asText()))
                  .containsOnly(history);
            });
  }

  @Test
  void claims_are_sorted_by_topic_and_finding() {
    assertThat(allure().of("refuted", "tiny"))
        .hasSize(8)
        .allSatisfy(
            result -> {
              assertThat(AllureFolder.label(result, "epic")).isEqualTo("samples");
              assertThat(AllureFolder.label(result, "feature")).isEqualTo("refuted");
              assertThat(AllureFolder.label(result, "testClass")).isEqualTo("samples.Refuted");
            });
  }

  @Test
  void what_is_refuted_is_told_from_what_is_broken() {
    assertThat(statuses("refuted"))
        .containsExactlyInAnyOrder(
            "passed", "passed", "passed", "passed", "passed", "passed", "passed", "failed");
    assertThat(statuses("thrown")).hasSize(8).containsOnly("broken");
    assertThat(statuses("supported")).hasSize(8).containsOnly("passed");
  }

  @Test
  void a_category_is_titled_with_the_first_line_of_a_message() {
    List<JsonNode> failed =
        allure().of("refuted", "tiny").stream()
            .filter(result -> result.path("status").asText().equals("failed"))
            .toList();

    assertThat(failed).hasSize(1);
    JsonNode details = failed.get(0).path("statusDetails");
    assertThat(details.path("message").asText()).startsWith("REFUTED on tiny").hasLineCount(1);
    assertThat(details.path("trace").asText())
        .startsWith(details.path("message").asText() + "\n")
        .contains("\n  expected ", "\n  rerun ");
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
  void the_first_page_says_which_weights_were_judged() throws IOException {
    Properties environment = new Properties();
    try (Reader file = Files.newBufferedReader(allure().path().resolve("environment.properties"))) {
      environment.load(file);
    }

    assertThat(environment.getProperty("tiny")).matches("weights [0-9a-f]{64}");
    assertThat(environment.stringPropertyNames()).contains("engine", "Assay");
  }

  @Test
  void a_project_without_allures_plugin_is_told_where_the_results_are() {
    assertThat(AllureResults.hint(folder)).startsWith("Allure results: ");
    assertThat(AllureResults.hint(Path.of(""))).isEqualTo("report: mvn allure:report");
  }
}
