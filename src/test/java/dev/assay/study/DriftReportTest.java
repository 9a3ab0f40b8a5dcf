package dev.assay.study;

import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.claim.Assessment;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.claim.Provenance;
import dev.assay.claim.RowValue;
import dev.assay.claim.Verdict;
import dev.assay.file.JsonFile;
import dev.assay.study.DriftReport.Kind;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of twelve rows around 0.3 each, whose minimum effect is 0.1. */
class DriftReportTest {
  private static final int ROWS = 12;
  private static final List<String> IDS = ids();

  @TempDir private Path folder;

  @Test
  void says_of_every_claim_on_either_side_what_became_of_it_what_changed_first() {
    DriftReport report =
        DriftReport.of(
            base(),
            "tuned",
            tuned(),
            Map.of("lost", "cue lost"),
            Path.of("claims.json"),
            Optional.empty());

    assertThat(report.rows())
        .extracting(DriftReport.Row::claim, DriftReport.Row::kind)
        .containsExactly(
            tuple("flips", Kind.VERDICT_CHANGED),
            tuple("lost", Kind.BROKEN),
            tuple("moved-far", Kind.MOVED),
            tuple("moved", Kind.MOVED),
            tuple("new", Kind.NOT_ON_RECORD),
            tuple("vanished", Kind.NOT_MEASURED),
            tuple("kept", Kind.AS_RECORDED));
    assertThat(report.fails()).isTrue();
    assertThat(report.counts()).containsEntry(Kind.MOVED, 2).hasSize(6);
    assertThat(report.rows().get(1).broken()).isEqualTo("cue lost");
    assertThat(report.rows().get(0).change().orElseThrow().provenance()).containsExactly("weights");
  }

  @Test
  void the_same_ledger_has_kept_everything() {
    List<Measurement> same = List.of(claim("kept", "base", SUPPORTED, 0.3));
    DriftReport report =
        DriftReport.of(ledger(same), "other", same, Map.of(), Path.of("x"), Optional.empty());

    assertThat(report.fails()).isFalse();
    assertThat(report.rows()).allMatch(DriftReport.Row::isKept);
  }

  @Test
  void a_number_that_should_not_differ_fails() {
    List<Measurement> before = List.of(claim("a", "base", SUPPORTED, 0.3));
    List<Measurement> after = List.of(claim("a", "base", SUPPORTED, 0.31));
    DriftReport report =
        DriftReport.of(ledger(before), "other", after, Map.of(), Path.of("x"), Optional.empty());

    assertThat(report.rows().get(0).kind()).isEqualTo(Kind.NOT_REPRODUCED);
    assertThat(report.fails()).isTrue();
  }

  @Test
  void takes_the_ledger_of_a_model_that_has_one() {
    record("base", claim("a", "base", SUPPORTED, 0.3));
    record("tuned", claim("a", "tuned", REFUTED, 0.02));

    DriftReport report = DriftReport.of(folder, folder.resolve("no-run.json"), "base", "tuned");

    assertThat(report.source()).isEqualTo(Ledger.file(folder, "tuned"));
    assertThat(report.rows().get(0).kind()).isEqualTo(Kind.VERDICT_CHANGED);
    assertThat(report.rows().get(0).size()).isGreaterThan(2.7);
  }

  @Test
  void takes_the_last_run_of_a_model_without_a_ledger_and_finds_the_same() throws IOException {
    Measurement flipped = claim("a", "tuned", REFUTED, 0.02);
    record("base", claim("a", "base", SUPPORTED, 0.3), claim("b", "base", SUPPORTED, 0.3));
    record("tuned", flipped);
    DriftReport fromLedger = DriftReport.of(folder, Path.of("no-run"), "base", "tuned");
    Path run = lastRun("untuned", flipped);

    DriftReport report = DriftReport.of(folder, run, "base", "untuned");

    assertThat(report.source()).isEqualTo(run);
    assertThat(report.rows())
        .extracting(DriftReport.Row::claim, DriftReport.Row::kind)
        .containsExactly(
            tuple("a", Kind.VERDICT_CHANGED),
            tuple("lost", Kind.BROKEN),
            tuple("b", Kind.NOT_MEASURED));
    assertThat(report.rows().get(0).change().orElseThrow().paired())
        .isEqualTo(fromLedger.rows().get(0).change().orElseThrow().paired());
    assertThat(report.rows().get(1).broken()).isEqualTo("The cue is lost.");
  }

  @Test
  void says_how_to_measure_a_model_it_knows_nothing_of() throws IOException {
    record("base", claim("a", "base", SUPPORTED, 0.3));
    Path run = lastRun("another", claim("a", "x", REFUTED, 0));

    assertThatThrownBy(() -> DriftReport.of(folder, run, "base", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("There are no results for tuned")
        .hasMessageContaining("mvn test -Dassay.models=tuned -Dassay.baseline=base");
  }

  @Test
  void names_the_models_on_record_if_the_baseline_is_not() {
    record("base", claim("a", "base", SUPPORTED, 0.3));

    assertThatThrownBy(() -> DriftReport.of(folder, ClaimsJson.FILE, "bass", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("Nothing is on record for bass")
        .hasMessageContaining("on record are: base");
  }

  @Test
  void refuses_a_run_it_cannot_read() throws IOException {
    record("base", claim("a", "base", SUPPORTED, 0.3));
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
  void a_model_on_record_that_was_not_run_is_not_called_unknown() {
    record("base", claim("a", "base", SUPPORTED, 0.3));
    assertThatThrownBy(() -> DriftReport.of(folder, folder.resolve("no-run.json"), "base", "base"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "There are no results in %s to compare the record of base with; measure it first: mvn test -Dassay.models=base"
                .formatted(folder.resolve("no-run.json")));
  }

  @Test
  void says_why_the_model_could_not_be_loaded_in_the_last_run() throws IOException {
    record("base", claim("a", "base", SUPPORTED, 0.3));
    Path run = folder.resolve("run.txt");
    write(
        run, new ClaimsJson.Model("tuned", "base", "No such folder.", new TreeMap<>()), List.of());

    assertThatThrownBy(() -> DriftReport.of(folder, run, "base", "tuned"))
        .isInstanceOf(AssayException.class)
        .hasMessage("The last run has no result for tuned: No such folder.");
  }

  @Test
  void which_nulls_are_beaten_is_not_compared_where_they_were_not_run() {
    Ledger old =
        ledger(
            List.of(
                claim("a", "base", INCONCLUSIVE, 0.3, List.of("null: random weights")),
                claim("b", "base", INCONCLUSIVE, 0.3, List.of("interval"))));
    List<Measurement> now =
        List.of(claim("a", "tuned", SUPPORTED, 0.3), claim("b", "tuned", SUPPORTED, 0.3));

    DriftReport all = DriftReport.of(old, "x", now, Map.of(), Path.of("x"), Optional.empty());
    DriftReport few = DriftReport.of(old, "x", now, Map.of(), Path.of("x"), Optional.of("few"));

    assertThat(all.rows()).extracting(DriftReport.Row::kind).doesNotContain(Kind.AS_RECORDED);
    assertThat(few.rows())
        .extracting(DriftReport.Row::claim, DriftReport.Row::kind)
        .containsExactly(tuple("b", all.rows().get(1).kind()), tuple("a", Kind.AS_RECORDED));
    assertThat(few.provisional()).hasValue("few");
  }

  /** A run with one claim measured and one broken. */
  private Path lastRun(String model, Measurement measured) throws IOException {
    Path run = folder.resolve("run.txt");
    write(
        run,
        new ClaimsJson.Model(model, "base", null, new TreeMap<>()),
        List.of(
            item(measured.claim(), model, measured, null),
            item("lost", model, null, "The cue is lost."),
            item("b", "not-asked-for", measured, null)));
    return run;
  }

  private static void write(Path run, ClaimsJson.Model model, List<ClaimsJson.Item> items)
      throws IOException {
    JsonFile.write(
        run,
        new ClaimsJson(
            2, List.of(model), new TreeMap<>(), items, new TreeMap<>(), new TreeSet<>()));
  }

  /** The rows of a run are in the order of their values, not in the fixture's. */
  private static ClaimsJson.Item item(
      String id, String model, @Nullable Measurement measured, @Nullable String broken) {
    List<Assessment.Row> rows = new ArrayList<>();
    if (measured != null) {
      measured.rows().forEach(row -> rows.add(new Assessment.Row(row.row(), row.value(), true)));
      Collections.reverse(rows);
    }
    return new ClaimsJson.Item(
        id,
        id,
        "",
        "topic",
        "Something is so.",
        "Somebody 2020",
        "Less would not matter.",
        "s.csv",
        "MEAN_AT_LEAST",
        null,
        null,
        model,
        null,
        measured == null ? null : measured.entry(),
        null,
        null,
        List.of(),
        Map.of(),
        rows,
        List.of(),
        null,
        null,
        List.of(),
        null,
        "mvn test",
        "mvn test",
        null,
        broken);
  }

  private static Ledger base() {
    return ledger(
        List.of(
            claim("flips", "base", SUPPORTED, 0.3),
            claim("kept", "base", SUPPORTED, 0.3),
            claim("moved", "base", SUPPORTED, 0.3),
            claim("moved-far", "base", SUPPORTED, 0.3),
            claim("vanished", "base", REFUTED, 0.05)));
  }

  private static List<Measurement> tuned() {
    return List.of(
        claim("flips", "tuned", REFUTED, 0.05),
        claim("kept", "tuned", SUPPORTED, 0.305),
        claim("moved", "tuned", SUPPORTED, 0.35),
        claim("moved-far", "tuned", SUPPORTED, 0.6),
        claim("new", "tuned", SUPPORTED, 0.3));
  }

  private static Ledger ledger(List<Measurement> claims) {
    TreeMap<String, LedgerEntry> entries = new TreeMap<>();
    TreeMap<String, List<RowValue>> rows = new TreeMap<>();
    claims.forEach(
        claim -> {
          entries.put(claim.claim(), claim.entry());
          rows.put(claim.claim(), claim.rows());
        });
    return new Ledger("base", new TreeMap<>(Map.of("s.csv@f0", IDS)), entries, rows);
  }

  private void record(String model, Measurement... claims) {
    Ledger.record(folder, model, Map.of("s.csv@f0", IDS), List.of(claims));
  }

  /** Rows that differ from the mean, each a cluster of its own. */
  private static Measurement claim(String id, String weights, Verdict verdict, double mean) {
    return claim(
        id, weights, verdict, mean, verdict == SUPPORTED ? List.of() : List.of("interval"));
  }

  private static Measurement claim(
      String id, String weights, Verdict verdict, double mean, List<String> unmet) {
    List<RowValue> rows = new ArrayList<>();
    for (String row : IDS) {
      rows.add(new RowValue(row, row, mean + (rows.size() - (ROWS - 1) / 2.0) / 100));
    }
    LedgerEntry entry =
        new LedgerEntry(
            verdict,
            mean,
            new LedgerEntry.Bounds(mean - 0.05, mean + 0.05),
            "tokens",
            0.1,
            ROWS,
            ROWS,
            0.001,
            0.001,
            null,
            List.of(),
            unmet,
            0.1,
            null,
            null,
            new Provenance(weights, "config", "tokenizer", "f0", "claim", "PyTorch", "0.1.0"),
            1,
            "why",
            "2026-11-24");
    return new Measurement(id, entry, rows, IDS);
  }

  private static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      ids.add("r" + i);
    }
    return ids;
  }
}
