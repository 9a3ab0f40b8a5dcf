package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.claim.Provenance;
import dev.assay.claim.RowValue;
import dev.assay.claim.Verdict;
import dev.assay.study.DriftReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeEach
  void records() {
    ledger("base", "SUPPORTED", 0.3);
    ledger("flipped", "REFUTED", 0.02);
    ledger("moved", "SUPPORTED", 0.9);
  }

  @Test
  void prints_what_changed_and_from_what_to_what() {
    assertThat(drift("base", "flipped")).isEqualTo(3);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "claim  on record for base                    flipped",
            "near   SUPPORTED +0.3 [+0.25, +0.35] tokens  CHANGED to REFUTED (interval): -0.28"
                + " [-0.28, -0.28] tokens",
            "1 of 2 claims kept (--all shows them)",
            "flipped: 1 CHANGED, 1 kept; changed: weights; as in "
                + folder.resolve("flipped.json"));
  }

  @Test
  void several_models_stand_side_by_side_what_changed_first() {
    assertThat(drift("base", "moved", "--model", "flipped", "--all")).isEqualTo(3);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "claim  on record for base                    moved                            flipped",
            "near   SUPPORTED +0.3 [+0.25, +0.35] tokens  moved: +0.6 [+0.6, +0.6] tokens  CHANGED"
                + " to REFUTED (interval): -0.28 [-0.28, -0.28] tokens",
            "same   SUPPORTED +0.3 [+0.25, +0.35] tokens  kept: 0 [0, 0] tokens            kept: 0"
                + " [0, 0] tokens",
            "moved: 1 moved, 1 kept; changed: weights; as in " + folder.resolve("moved.json"),
            "flipped: 1 CHANGED, 1 kept; changed: weights; as in "
                + folder.resolve("flipped.json"));
  }

  @Test
  void a_moved_estimate_is_no_failure() {
    assertThat(drift("base", "moved")).isZero();
    assertThat(out.toString(UTF_8)).contains("  moved: +0.6 [+0.6, +0.6] tokens");
  }

  @Test
  void prints_json() throws IOException {
    assertThat(drift("base", "flipped", "--json")).isEqualTo(3);
    JsonNode json = new JsonMapper().readTree(out.toString(UTF_8));
    assertThat(json.get("baseline").textValue()).isEqualTo("base");
    JsonNode model = json.get("models").get(0);
    assertThat(model.get("fails").booleanValue()).isTrue();
    assertThat(model.get("claims")).hasSize(2);
    JsonNode claim = model.get("claims").get(0);
    assertThat(claim.get("drift").textValue()).isEqualTo("verdict_changed");
    assertThat(claim.at("/recorded/interval/low").doubleValue()).isEqualTo(0.25);
    assertThat(claim.at("/measured/verdict").textValue()).isEqualTo("REFUTED");
    assertThat(claim.at("/change/mean").doubleValue()).isEqualTo(-0.28);
    assertThat(claim.at("/change/relative").doubleValue()).isEqualTo(-2.8);
    assertThat(claim.at("/change/n").intValue()).isEqualTo(12);
    assertThat(claim.at("/change/flipped/0").textValue()).isEqualTo("interval");
    assertThat(claim.get("changed")).hasSize(1);
  }

  @Test
  void a_claim_that_could_not_be_measured_is_no_success() {
    DriftReport.Row lost =
        new DriftReport.Row("near", Optional.empty(), Optional.empty(), "The cue is lost.");
    DriftReport.Row unknown = new DriftReport.Row("far", Optional.empty(), Optional.empty(), "");
    assertThat(DriftCommand.exitCode(List.of(report(unknown)))).isZero();
    assertThat(DriftCommand.exitCode(List.of(report(unknown), report(unknown, lost)))).isEqualTo(1);
  }

  private static DriftReport report(DriftReport.Row... rows) {
    return new DriftReport(
        "base", "other", Path.of("claims.json"), Optional.empty(), List.of(rows));
  }

  @Test
  void an_unknown_baseline_is_one_line_and_exit_code_1() {
    assertThat(drift("nobody", "moved")).isEqualTo(1);
    assertThat(err.toString(UTF_8).lines()).hasSize(1);
    assertThat(err.toString(UTF_8)).contains("on record are: base, flipped, moved");
  }

  private int drift(String baseline, String model, String... more) {
    String[] args = {
      "drift", "--baseline", baseline, "--model", model, "--ledger", folder.toString()
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Main.run(all, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  /** Two claims of twelve rows, of which one is the same in all. */
  private void ledger(String model, String verdict, double estimate) {
    Ledger.record(
        folder,
        model,
        Map.of(),
        List.of(
            measured("near", model, Verdict.valueOf(verdict), estimate),
            measured("same", model, Verdict.SUPPORTED, 0.3)));
  }

  private static Measurement measured(String id, String model, Verdict verdict, double estimate) {
    List<RowValue> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(new RowValue("r" + i, "r" + i, estimate));
    }
    LedgerEntry entry =
        new LedgerEntry(
            verdict,
            estimate,
            new LedgerEntry.Bounds(round(estimate - 0.05), round(estimate + 0.05)),
            "tokens",
            0.1,
            12,
            12,
            0.001,
            0.001,
            null,
            List.of(),
            verdict == Verdict.SUPPORTED ? List.of() : List.of("interval"),
            0.1,
            null,
            null,
            new Provenance(model, "g", "t", "f", "c", "e", "a"),
            1,
            "why",
            "2026-11-24");
    return new Measurement(id, entry, rows, List.of());
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
