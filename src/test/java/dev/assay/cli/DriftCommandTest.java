package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.claim.DriftReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @BeforeEach
  void records() throws IOException {
    ledger("base", "SUPPORTED", 0.3);
    ledger("flipped", "REFUTED", 0.02);
    ledger("moved", "SUPPORTED", 0.9);
  }

  @Test
  void prints_both_intervals_and_what_changed() {
    assertThat(drift("base", "flipped")).isEqualTo(3);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "claim  base                                  flipped                              drift    changed",
            "near   SUPPORTED +0.3 [+0.25, +0.35] tokens  REFUTED +0.02 [-0.03, +0.07] tokens  FLIPPED  weights",
            "1 FLIPPED; flipped as in " + folder.resolve("flipped.json"));
  }

  @Test
  void a_moved_estimate_is_no_failure() {
    assertThat(drift("base", "moved")).isZero();
    assertThat(out.toString(UTF_8)).contains("  moved  weights");
  }

  @Test
  void prints_json() throws IOException {
    assertThat(drift("base", "flipped", "--json")).isEqualTo(3);
    JsonNode json = new JsonMapper().readTree(out.toString(UTF_8));
    assertThat(json.get("flipped").booleanValue()).isTrue();
    JsonNode claim = json.get("claims").get(0);
    assertThat(claim.get("drift").textValue()).isEqualTo("flipped");
    assertThat(claim.at("/recorded/interval/low").doubleValue()).isEqualTo(0.25);
    assertThat(claim.at("/measured/verdict").textValue()).isEqualTo("REFUTED");
    assertThat(claim.get("changed")).hasSize(1);
  }

  @Test
  void a_claim_that_could_not_be_measured_is_no_success() {
    DriftReport.Row broken = row(DriftReport.Kind.BROKEN);
    DriftReport.Row kept = row(DriftReport.Kind.KEPT);
    DriftReport.Row flipped = row(DriftReport.Kind.FLIPPED);
    assertThat(DriftCommand.exitCode(report(kept))).isZero();
    assertThat(DriftCommand.exitCode(report(kept, row(DriftReport.Kind.NOT_MEASURED)))).isZero();
    assertThat(DriftCommand.exitCode(report(kept, broken))).isEqualTo(1);
    assertThat(DriftCommand.exitCode(report(broken, flipped))).isEqualTo(3);
  }

  private static DriftReport report(DriftReport.Row... rows) {
    return new DriftReport("base", "other", Path.of("claims.json"), List.of(rows));
  }

  private static DriftReport.Row row(DriftReport.Kind kind) {
    return new DriftReport.Row("near", kind, Optional.empty(), Optional.empty(), List.of(), "", "");
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

  private void ledger(String model, String verdict, double estimate) throws IOException {
    Files.writeString(
        folder.resolve(model + ".json"),
        """
        {"schema": 1, "model": "%1$s", "fixtures": {"s.csv@f": ["r1", "r2"]}, "claims": {"near":
          {"verdict": "%2$s", "estimate": %3$s, "interval": {"low": %4$s, "high": %5$s},
           "unit": "tokens", "minimum_effect": 0.1, "n": 2, "clusters": 2, "heads": [],
           "provenance": {"weights": "%1$s", "configuration": "g", "tokenizer": "t", "fixture": "f", "claim": "c",
             "engine": "e", "assay": "a"}, "seed": 1, "reason": "why", "recorded": "2026-11-24"}}}
        """
            .formatted(
                model,
                verdict,
                estimate,
                Math.round((estimate - 0.05) * 100) / 100.0,
                Math.round((estimate + 0.05) * 100) / 100.0));
  }
}
