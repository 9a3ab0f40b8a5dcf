package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.junit.SampleRunner.Ended;
import dev.assay.junit.SampleRunner.Outcome;
import dev.assay.junit.SampleRunner.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run leaves claims.json, the table, the ledger and Allure's results, each whatever becomes of
 * the others. What stands in the way is in the way of the superuser too.
 */
@Tag("slow")
class UnwritableFilesTest {
  private static final int ROWS = 7;

  @TempDir Path folder;
  private SampleClaims claims;

  @BeforeEach
  void project() throws IOException {
    claims = SampleClaims.in(folder, SampleClass.supported("Sound"));
  }

  private Outcome record() throws IOException, InterruptedException {
    Scenario scenario =
        Scenario.of("run", "Sound").with("assay.nulls", "all").with("assay.record", "why");
    Outcome outcome = Objects.requireNonNull(claims.run(scenario).get("run"));
    assertThat(outcome.output()).as("%s", outcome.ended()).contains("SUPPORTED", "Recording in");
    assertThat(outcome.of("Sound")).hasSize(ROWS + 1).allMatch(test -> test.thrown().isEmpty());
    return outcome;
  }

  /** What the run as a whole ended with. */
  private static String said(Outcome outcome) {
    List<Ended> failed =
        outcome.ended().stream().filter(ended -> !ended.thrown().isEmpty()).toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).thrown()).isEqualTo("AssayException");
    assertThat(outcome.output()).doesNotContain("\tat ");
    return failed.get(0).message();
  }

  private void requireRecord() throws IOException {
    assertThat(Files.readString(folder.resolve("claims/ledger/tiny.json"))).contains("\"sound\"");
  }

  private void requireReport() throws IOException {
    assertThat(allure()).hasSize(1);
    assertThat(folder.resolve("target/allure-results/environment.properties")).exists();
  }

  private List<Path> allure() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("target/allure-results"))) {
      return files.filter(file -> file.toString().endsWith("-result.json")).toList();
    }
  }

  private void requireJson(Outcome outcome) {
    assertThat(outcome.claim("sound").path("measured").path("verdict").asText())
        .isEqualTo("SUPPORTED");
    assertThat(folder.resolve("target/assay/index.html")).exists();
  }

  @Test
  void without_the_folder_of_claims_json_the_rest_is_written() throws Exception {
    Path file = Files.createDirectories(folder.resolve("target")).resolve("assay");
    Files.writeString(file, "no folder");

    String said = said(record());

    assertThat(said)
        .startsWith("target/assay/explorer/rows-tiny.html cannot be written (")
        .contains(" target/assay/claims.json cannot be written (")
        .endsWith("); check the folder, its permissions and the free space.");
    assertThat(file).hasContent("no folder");
    requireRecord();
    requireReport();
  }

  @Test
  void a_folder_in_the_place_of_claims_json_stays_and_the_rest_is_written() throws Exception {
    Path inside = Files.createDirectories(folder.resolve("target/assay/claims.json/inside"));

    String said = said(record());

    assertThat(said).startsWith("target/assay/claims.json cannot be written (");
    assertThat(inside).isDirectory();
    try (Stream<Path> files = Files.list(folder.resolve("target/assay"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("claims.json", ".lock", "explorer");
    }
    requireRecord();
    requireReport();
  }

  @Test
  void without_a_ledger_that_can_be_written_the_rest_is() throws Exception {
    Files.createDirectories(folder.resolve("claims/ledger/.lock"));

    Outcome outcome = record();

    assertThat(said(outcome))
        .startsWith("claims/ledger/tiny.json cannot be written (")
        .endsWith("); nothing was recorded: check the folder, its permissions and the free space.");
    assertThat(folder.resolve("claims/ledger/tiny.json")).doesNotExist();
    requireJson(outcome);
    requireReport();
  }

  @Test
  void without_allures_folder_the_rest_is_written_and_it_is_said_once() throws Exception {
    Files.createDirectories(folder.resolve("target"));
    Files.writeString(folder.resolve("target/allure-results"), "no folder");

    Outcome outcome = record();

    assertThat(said(outcome))
        .startsWith("Allure's results in target/allure-results are incomplete, since ")
        .contains("; check the folder, its permissions and the free space");
    assertThat(folder.resolve("target/allure-results")).hasContent("no folder");
    requireJson(outcome);
    requireRecord();
  }

  @Test
  void whatever_cannot_be_written_is_said_together() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("target")).resolve("assay"), "no folder");
    Files.createDirectories(folder.resolve("claims/ledger/.lock"));
    Files.writeString(folder.resolve("target/allure-results"), "no folder");

    assertThat(said(record()))
        .contains(
            "target/assay/claims.json cannot be written (",
            "claims/ledger/tiny.json cannot be written (",
            "Allure's results in target/allure-results are incomplete");
  }
}
