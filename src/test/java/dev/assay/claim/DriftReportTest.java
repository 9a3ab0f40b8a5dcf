package dev.assay.claim;

import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftReportTest {
  private static final Ledger BASE =
      Ledger.empty("base")
          .with(
              Map.of("s.csv@fixture-0001", List.of("r1", "r2")),
              Claims.measured(
                  Map.of(
                      "flips", entry("base", "fixture-0001", SUPPORTED, 0.3, "why"),
                      "kept", entry("base", "fixture-0001", SUPPORTED, 0.3, "why"),
                      "moved", entry("base", "fixture-0001", SUPPORTED, 0.3, "why"),
                      "vanished", entry("base", "fixture-0001", REFUTED, 0.3, "why"))));
  private static final Ledger TUNED =
      Ledger.empty("tuned")
          .with(
              Map.of("s.csv@fixture-0002", List.of("r2", "r3")),
              Claims.measured(
                  Map.of(
                      "flips", entry("tuned", "fixture-0002", REFUTED, 0.3, ""),
                      "kept", entry("tuned", "fixture-0001", SUPPORTED, 0.34, ""),
                      "moved", entry("tuned", "fixture-0001", SUPPORTED, 0.9, ""),
                      "new", entry("tuned", "fixture-0001", SUPPORTED, 0.3, ""))));

  @TempDir private Path folder;

  @Test
  void says_of_every_claim_on_either_side_what_became_of_it() {
    DriftReport report =
        DriftReport.of(BASE, TUNED, Map.of("lost", "cue lost"), Path.of("claims.json"));

    assertThat(report.rows())
        .extracting(DriftReport.Row::claim, DriftReport.Row::kind)
        .containsExactly(
            tuple("flips", DriftReport.Kind.FLIPPED),
            tuple("kept", DriftReport.Kind.KEPT),
            tuple("lost", DriftReport.Kind.BROKEN),
            tuple("moved", DriftReport.Kind.MOVED),
            tuple("new", DriftReport.Kind.NOT_ON_RECORD),
            tuple("vanished", DriftReport.Kind.NOT_MEASURED));
    assertThat(report.flipped()).isTrue();
    assertThat(report.counts()).containsEntry(DriftReport.Kind.FLIPPED, 1).hasSize(6);
    assertThat(report.rows().get(2).broken()).isEqualTo("cue lost");
  }

  @Test
  void names_what_changed_and_which_rows() {
    DriftReport.Row flipped = DriftReport.of(BASE, TUNED, Map.of(), Path.of("x")).rows().get(0);

    assertThat(flipped.changed()).containsExactly("weights", "fixture");
    assertThat(flipped.fixtureRows()).isEqualTo("rows removed: r1; rows added: r3");
  }

  @Test
  void without_a_flip_nothing_flipped() {
    assertThat(DriftReport.of(BASE, BASE, Map.of(), Path.of("x")).flipped()).isFalse();
  }

  @Test
  void takes_the_ledger_of_a_model_that_has_one() {
    Claims.write(BASE, folder);
    Claims.write(TUNED, folder);

    DriftReport report = DriftReport.of(folder, folder.resolve("no-run.json"), "base", "tuned");

    assertThat(report.source()).isEqualTo(Ledger.file(folder, "tuned"));
    assertThat(report.rows()).hasSize(5);
  }

  @Test
  void takes_the_last_run_of_a_model_without_a_ledger() throws IOException {
    Claims.write(BASE, folder);
    Path run = lastRun("tuned");

    DriftReport report = DriftReport.of(folder, run, "base", "tuned");

    assertThat(report.source()).isEqualTo(run);
    assertThat(report.rows().get(0).kind()).isEqualTo(DriftReport.Kind.FLIPPED);
    assertThat(report.rows().get(0).fixtureRows()).isEqualTo("rows removed: r1; rows added: r3");
    assertThat(report.rows().get(1).kind()).isEqualTo(DriftReport.Kind.NOT_MEASURED);
    assertThat(report.rows().get(2).broken()).isEqualTo("The cue is lost.");
  }

  @Test
  void says_how_to_measure_a_model_it_knows_nothing_of() throws IOException {
    Claims.write(BASE, folder);
    Path run = lastRun("another");

    assertThatThrownBy(() -> DriftReport.of(folder, run, "base", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("There are no results for tuned")
        .hasMessageContaining("mvn test -Dassay.models=tuned -Dassay.baseline=base");
  }

  @Test
  void names_the_models_on_record_if_the_baseline_is_not() {
    Claims.write(BASE, folder);

    assertThatThrownBy(() -> DriftReport.of(folder, LastRun.FILE, "bass", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("Nothing is on record for bass")
        .hasMessageContaining("on record are: base");
  }

  @Test
  void refuses_a_run_it_cannot_read() throws IOException {
    Claims.write(BASE, folder);
    Path run = folder.resolve("run.txt");
    for (String broken :
        List.of("", "{", "[]", "{\"models\": []}}", "{\"models\": [{\"name\": \"tuned\"}]}")) {
      Files.writeString(run, broken);
      assertThatThrownBy(() -> DriftReport.of(folder, run, "base", "tuned"))
          .as(broken)
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("run mvn test again");
    }
  }

  @Test
  void a_model_on_record_that_was_not_run_is_not_called_unknown() throws IOException {
    Claims.write(BASE, folder);
    assertThatThrownBy(() -> DriftReport.of(folder, folder.resolve("no-run.json"), "base", "base"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "There are no results in %s to compare the record of base with; measure it first: mvn test -Dassay.models=base"
                .formatted(folder.resolve("no-run.json")));
  }

  @Test
  void says_why_the_model_could_not_be_loaded_in_the_last_run() throws IOException {
    Claims.write(BASE, folder);
    Path run = folder.resolve("run.txt");
    Files.writeString(
        run, "{\"models\": [{\"name\": \"tuned\", \"broken\": \"No such folder.\"}]}");

    assertThatThrownBy(() -> DriftReport.of(folder, run, "base", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessage("The last run has no result for tuned: No such folder.");
  }

  /** A run with one claim measured and one broken. */
  private Path lastRun(String model) throws IOException {
    String measured =
        JsonFile.MAPPER.writeValueAsString(entry("tuned", "fixture-0002", REFUTED, 0.3, ""));
    Path run = folder.resolve("run.txt");
    Files.writeString(
        run,
        """
        {"schema": 1, "models": [{"name": "%1$s", "judged_against": "base"}],
         "fixtures": {"s.csv@fixture-0002": ["r2", "r3"]},
         "claims": [{"id": "flips", "model": "%1$s", "measured": %2$s},
                    {"id": "lost", "model": "%1$s", "broken": "The cue is lost."},
                    {"id": "kept", "model": "not-asked-for", "measured": %2$s}]}
        """
            .formatted(model, measured));
    return run;
  }

  private static LedgerEntry entry(
      String weights, String fixture, Verdict verdict, double estimate, String reason) {
    return new LedgerEntry(
        verdict,
        estimate,
        new LedgerEntry.Bounds(estimate - 0.05, estimate + 0.05),
        "tokens",
        0.1,
        2,
        2,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        new Provenance(weights, "config", "tokenizer", fixture, "claim", "PyTorch", "0.1.0"),
        1,
        reason,
        "2026-11-24");
  }
}
