package dev.assay.claim;

import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final String MODEL = "tiny";
  private static final Ledger LEDGER =
      Ledger.empty(MODEL)
          .with(
              Map.of("rows.csv@f0", List.of("r2", "r1")),
              Map.of(
                  "b", entry(REFUTED, -0.25, -0.5, 0.125), "a", entry(SUPPORTED, 0.3, 0.2, 0.4)));

  @TempDir Path folder;

  @Test
  void reads_back_what_it_wrote() {
    LEDGER.write(folder);

    assertThat(Ledger.read(folder, MODEL)).isEqualTo(LEDGER);
    assertThat(Ledger.read(folder, MODEL).entry("a").orElseThrow().pValue()).hasValue(0.0002);
  }

  @Test
  void reads_back_an_interval_without_ends_and_an_entry_without_p_or_null() throws IOException {
    LedgerEntry open =
        new LedgerEntry(
            Verdict.UNDERPOWERED,
            1,
            new LedgerEntry.Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            "r",
            0,
            1,
            1,
            null,
            null,
            null,
            List.of("0.1", "2.3"),
            Claims.PROVENANCE,
            1,
            "why \"not\"",
            "2026-11-24");
    Ledger ledger = Ledger.empty(MODEL).with(Map.of(), Map.of("a", open));
    ledger.write(folder);

    assertThat(Ledger.read(folder, MODEL)).isEqualTo(ledger);
    assertThat(Ledger.read(folder, MODEL).entry("a").orElseThrow().pValue()).isEmpty();
    // JSON has no number for them, and other readers than this one must not stumble.
    assertThat(Files.readString(Ledger.file(folder, MODEL)))
        .contains("\"low\": \"-Infinity\"", "\"high\": \"Infinity\"");
  }

  @Test
  void is_written_in_a_stable_order_one_value_a_line() throws IOException {
    LEDGER.write(folder);

    assertThat(folder.resolve("tiny.json"))
        .hasContent(
            """
            {
              "schema": 1,
              "model": "tiny",
              "fixtures": {
                "rows.csv@f0": [
                  "r2",
                  "r1"
                ]
              },
              "claims": {
                "a": {
                  "verdict": "SUPPORTED",
                  "estimate": 0.3,
                  "interval": {
                    "low": 0.2,
                    "high": 0.4
                  },
                  "unit": "attention",
                  "minimum_effect": 0.1,
                  "n": 60,
                  "clusters": 12,
                  "p": 2.0E-4,
                  "adjusted_p": 0.0014,
                  "strongest_null": {
                    "model": "random weights #7",
                    "value": 0.031
                  },
                  "heads": [ ],
                  "provenance": {
                    "weights": "w0",
                    "configuration": "g0",
                    "tokenizer": "t0",
                    "fixture": "f0",
                    "claim": "c0",
                    "engine": "PyTorch 2.7.1",
                    "assay": "0.1.0"
                  },
                  "seed": 20261124,
                  "reason": "first measurement",
                  "recorded": "2026-11-24"
                },
            """
                + Files.readString(folder.resolve("tiny.json"))
                    .substring(Files.readString(folder.resolve("tiny.json")).indexOf("    \"b\"")));
  }

  @Test
  void the_same_content_gives_the_same_bytes_whatever_was_recorded_first() throws IOException {
    LEDGER.write(folder);
    byte[] together = Files.readAllBytes(Ledger.file(folder, MODEL));
    Ledger.empty(MODEL)
        .with(Map.of(), Map.of("b", entry(REFUTED, -0.25, -0.5, 0.125)))
        .with(
            Map.of("rows.csv@f0", List.of("r2", "r1")),
            Map.of("a", entry(SUPPORTED, 0.3, 0.2, 0.4)))
        .write(folder);

    assertThat(Files.readAllBytes(Ledger.file(folder, MODEL))).isEqualTo(together);
  }

  @Test
  void recording_one_claim_leaves_the_others_as_they_were() {
    Provenance moreRows = new Provenance("w0", "g0", "t0", "f1", "c0", "PyTorch 2.7.1", "0.1.0");
    LedgerEntry fresh = entry(SUPPORTED, 0.9, 0.8, 1, moreRows);

    Ledger after = LEDGER.with(Map.of("rows.csv@f1", List.of("r1", "r3")), Map.of("a", fresh));

    assertThat(after.entry("a")).hasValue(fresh);
    assertThat(after.entry("b")).isEqualTo(LEDGER.entry("b"));
    assertThat(after.rows(fresh)).containsExactly("r1", "r3");
    assertThat(after.rows(after.entry("b").orElseThrow())).containsExactly("r2", "r1");
  }

  @Test
  void names_every_difference_between_two_results() {
    LedgerEntry recorded = entry(SUPPORTED, 0.3, "4.6", "2.1");
    LedgerEntry heads = entry(SUPPORTED, 0.3, "4.6", "4.6");
    Provenance otherWeights =
        new Provenance("w1", "g0", "t0", "f0", "c0", "PyTorch 2.7.1", "0.1.0");

    assertThat(heads.differencesFrom(recorded)).containsExactly("heads");
    assertThat(heads.sameResultAs(recorded)).isFalse();
    assertThat(entry(REFUTED, 0.300001, 0.2, 0.4).differencesFrom(entry(SUPPORTED, 0.3, 0.2, 0.4)))
        .containsExactly("verdict", "estimate");
    assertThat(entry(SUPPORTED, 0.3, 0.2, 0.4, otherWeights).differencesFrom(entry(SUPPORTED, 0.3)))
        .isEmpty();
    assertThat(entry(SUPPORTED, 0.3, 0.2, 0.4, otherWeights).sameResultAs(entry(SUPPORTED, 0.3)))
        .isFalse();
    assertThat(entry(SUPPORTED, 0.3).sameResultAs(entry(SUPPORTED, 0.3))).isTrue();
  }

  @Test
  void the_rows_of_a_fixture_are_forgotten_with_the_last_claim_recorded_on_it() {
    Provenance moreRows = new Provenance("w0", "g0", "t0", "f1", "c0", "PyTorch 2.7.1", "0.1.0");

    Ledger after =
        LEDGER.with(
            Map.of("rows.csv@f1", List.of("r1", "r3")),
            Map.of(
                "a", entry(SUPPORTED, 0.9, 0.8, 1, moreRows),
                "b", entry(REFUTED, -0.9, -1, -0.8, moreRows)));

    assertThat(after.fixtures()).containsOnlyKeys("rows.csv@f1");
    assertThat(LEDGER.fixtures()).containsOnlyKeys("rows.csv@f0");
  }

  @Test
  void nothing_on_record_is_an_empty_ledger() {
    assertThat(Ledger.read(folder, MODEL)).isEqualTo(Ledger.empty(MODEL));
    assertThat(Ledger.read(folder, MODEL).entry("a")).isEmpty();
  }

  @Test
  void writing_leaves_one_file_and_makes_the_folder() throws IOException {
    Path deep = folder.resolve("claims").resolve("ledger");
    LEDGER.write(deep);
    LEDGER.write(deep);

    try (Stream<Path> files = Files.list(deep)) {
      assertThat(files).containsExactly(deep.resolve("tiny.json"));
    }
  }

  @Test
  void a_ledger_that_cannot_be_replaced_says_so_and_leaves_nothing_half_done() throws IOException {
    // A folder that is not empty stands where the file should go.
    Path obstacle = Files.createDirectory(folder.resolve("tiny.json"));
    Files.writeString(obstacle.resolve("kept"), "x");

    assertThatThrownBy(() -> LEDGER.write(folder))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(obstacle + " cannot be written")
        .hasMessageEndingWith("nothing was recorded: check the folder and its permissions.");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(obstacle);
    }
  }

  @Test
  void malformed_json_is_reported_with_file_and_line() throws IOException {
    LEDGER.write(folder);
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(
        file, Files.readString(file).replace("\"unit\": \"attention\"", "\"unit\" \"attention\""));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(file + ", line 18 is no ledger (")
        .hasMessageEndingWith("; restore it from version control.")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"schema\": 1}",
        "{\"schema\": 1, \"model\": \"tiny\", \"fixtures\": {}, \"claims\": {}} {}",
        "{\"schema\": 1, \"model\": \"tiny\", \"fixtures\": {}, \"claims\": {\"a\": null}}",
        "{\"schema\": 1, \"model\": \"tiny\", \"fixtures\": {}, \"claims\": {\"a\": {}}}",
        "{\"schema\": 1, \"model\": \"tiny\", \"fixtures\": {}, \"claims\": {\"a\": {\"verdict\":"
            + " \"MAYBE\"}}}",
        "{\"schema\": 1, \"model\": \"tiny\", \"fixtures\": {}, \"claims\": {}, \"colour\":"
            + " \"red\"}"
      })
  void json_that_is_no_ledger_is_reported_in_one_sentence(String json) throws IOException {
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(file, json);

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("restore it from version control")
        .hasMessageNotContaining("\n");
  }

  @Test
  void another_schema_is_refused() throws IOException {
    LEDGER.write(folder);
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(file, Files.readString(file).replace("\"schema\": 1", "\"schema\": 2"));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s has schema 2, this version reads schema 1; use the version of Assay that wrote it."
                .formatted(file));
  }

  @Test
  void the_ledger_of_another_model_is_refused() {
    LEDGER.write(folder);
    Path file = Ledger.file(folder, "other");
    assertThat(Ledger.file(folder, MODEL).toFile().renameTo(file.toFile())).isTrue();

    assertThatThrownBy(() -> Ledger.read(folder, "other"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s is the ledger of tiny, not of other; their names make one file name: call one of the models otherwise."
                .formatted(file));
  }

  @ParameterizedTest
  @CsvSource({
    "all-MiniLM-L6-v2, all-MiniLM-L6-v2.json",
    "hf:prajjwal1/bert-tiny@main, hf--prajjwal1--bert-tiny@main.json",
    "/home/me/my model, --home--me--my--model.json",
    "C:\\models\\tiny, C--models--tiny.json",
  })
  void every_model_has_a_file_of_its_own(String model, String file) {
    assertThat(Ledger.file(folder, model)).isEqualTo(folder.resolve(file));
  }

  @Test
  void numbers_are_recorded_with_six_significant_digits() {
    Assessment assessment =
        Claims.assess(
            Claims.claim("a", new Expectation.MeanAtLeast(0.1)),
            Claims.effects(1 / 3.0, 1, 1, 1, 1, 1));

    LedgerEntry entry =
        LedgerEntry.of(
            Claims.judge(assessment),
            Claims.PROVENANCE,
            "why",
            java.time.LocalDate.of(2026, 11, 24));

    assertThat(entry.estimate()).isEqualTo(0.888889);
    assertThat(entry.pValue()).hasValue(0.015625);
    assertThat(entry.n()).isEqualTo(6);
    assertThat(entry.recorded()).isEqualTo("2026-11-24");
    assertThat(entry.reason()).isEqualTo("why");
  }
}
