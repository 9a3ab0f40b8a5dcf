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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
              Claims.measured(
                  Map.of(
                      "b", entry(REFUTED, -0.25, -0.5, 0.125),
                      "a", entry(SUPPORTED, 0.3, 0.2, 0.4))));

  @TempDir Path folder;

  @Test
  void reads_back_what_it_wrote() {
    Claims.write(LEDGER, folder);

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
            List.of("power"),
            0.5,
            null,
            List.of("causal: necessary", "structural"),
            Claims.PROVENANCE,
            1,
            "why \"not\"",
            "2026-11-24");
    Ledger ledger = Ledger.empty(MODEL).with(Map.of(), Claims.measured(Map.of("a", open)));
    Claims.write(ledger, folder);

    assertThat(Ledger.read(folder, MODEL)).isEqualTo(ledger);
    assertThat(Ledger.read(folder, MODEL).entry("a").orElseThrow().pValue()).isEmpty();
    // JSON has no number for them, and other readers than this one must not stumble.
    assertThat(Files.readString(Ledger.file(folder, MODEL)))
        .contains("\"low\": \"-Infinity\"", "\"high\": \"Infinity\"");
  }

  @Test
  void is_written_in_a_stable_order_one_value_a_line() throws IOException {
    Claims.write(LEDGER, folder);

    assertThat(folder.resolve("tiny.json"))
        .hasContent(
            """
            {
              "schema": 2,
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
    Claims.write(LEDGER, folder);
    byte[] together = Files.readAllBytes(Ledger.file(folder, MODEL));
    Files.delete(Ledger.file(folder, MODEL));
    Ledger.record(
        folder, MODEL, Map.of(), Claims.measured(Map.of("b", entry(REFUTED, -0.25, -0.5, 0.125))));
    Ledger.record(
        folder,
        MODEL,
        Map.of("rows.csv@f0", List.of("r2", "r1")),
        Claims.measured(Map.of("a", entry(SUPPORTED, 0.3, 0.2, 0.4))));

    assertThat(Files.readAllBytes(Ledger.file(folder, MODEL))).isEqualTo(together);
  }

  @Test
  void recording_one_claim_leaves_the_others_as_they_were() {
    Provenance moreRows = new Provenance("w0", "g0", "t0", "f1", "c0", "PyTorch 2.7.1", "0.1.0");
    LedgerEntry fresh = entry(SUPPORTED, 0.9, 0.8, 1, moreRows);

    Ledger after =
        LEDGER.with(
            Map.of("rows.csv@f1", List.of("r1", "r3")), Claims.measured(Map.of("a", fresh)));

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
            Claims.measured(
                Map.of(
                    "a", entry(SUPPORTED, 0.9, 0.8, 1, moreRows),
                    "b", entry(REFUTED, -0.9, -1, -0.8, moreRows))));

    assertThat(after.fixtures()).containsOnlyKeys("rows.csv@f1");
    assertThat(LEDGER.fixtures()).containsOnlyKeys("rows.csv@f0");
  }

  @Test
  void nothing_on_record_is_an_empty_ledger() {
    assertThat(Ledger.read(folder, MODEL)).isEqualTo(Ledger.empty(MODEL));
    assertThat(Ledger.read(folder, MODEL).entry("a")).isEmpty();
  }

  @Test
  void writing_leaves_two_files_and_the_lock_and_makes_the_folder() throws IOException {
    Path deep = folder.resolve("claims").resolve("ledger");
    Claims.write(LEDGER, deep);
    Claims.write(LEDGER, deep);

    try (Stream<Path> files = Files.list(deep)) {
      assertThat(files)
          .containsExactlyInAnyOrder(
              deep.resolve(".lock"), deep.resolve("tiny.json"), deep.resolve("tiny.rows.csv"));
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_reported_in_one_sentence() throws IOException {
    Path obstacle =
        Files.writeString(folder.resolve("ledger"), "a file where the folder should be");

    assertThatThrownBy(() -> Claims.write(LEDGER, obstacle))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(obstacle.resolve("tiny.json") + " cannot be written (")
        .hasMessageEndingWith(
            "; nothing was recorded: check the folder, its permissions and the free space.");
  }

  @Test
  void malformed_json_is_reported_with_file_and_line() throws IOException {
    Claims.write(LEDGER, folder);
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(
        file, Files.readString(file).replace("\"unit\": \"attention\"", "\"unit\" \"attention\""));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(file + ", line 18, is no ledger: ")
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
  void a_later_schema_asks_for_a_later_assay_whatever_else_is_in_the_file() throws IOException {
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(file, "{\"colour\": \"red\", \"schema\": 3, \"claims\": []}");

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s uses schema 3, this version reads up to 2: use a later Assay.".formatted(file));
  }

  @Test
  void the_ledger_of_another_model_is_refused() {
    Claims.write(LEDGER, folder);
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
            Claims.claim("a", new MeanExpectation.AtLeast(0.1)),
            Claims.effects(1 / 3.0, 1, 1, 1, 1, 1));

    LedgerEntry entry =
        LedgerEntry.of(
            Claims.judge(assessment),
            OptionalDouble.of(1 / 30.0),
            Claims.values(1 / 3.0),
            Set.of(EvidenceKind.STRUCTURAL, EvidenceKind.SUFFICIENT),
            Claims.PROVENANCE,
            "why",
            java.time.LocalDate.of(2026, 11, 24));

    assertThat(entry.estimate()).isEqualTo(0.888889);
    assertThat(entry.scale()).isEqualTo(0.0333333);
    assertThat(entry.rows()).isEqualTo(RowValue.hash(Claims.values(0.3333)));
    assertThat(entry.pValue()).hasValue(0.015625);
    assertThat(entry.n()).isEqualTo(6);
    assertThat(entry.recorded()).isEqualTo("2026-11-24");
    assertThat(entry.reason()).isEqualTo("why");
    assertThat(entry.evidence()).containsExactly("causal: sufficient", "structural");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"verdict\": \"SUPPORTED\" | \"verdict\": 0 | claims.a.verdict is missing, or is not of"
            + " the kind",
        "\"verdict\": \"SUPPORTED\" | \"verdict\": \"MAYBE\" | claims.a.verdict is missing, or is"
            + " not of the kind",
        "\"verdict\": \"SUPPORTED\" | \"verdict\": null | claims.a: an entry has no verdict",
        "\"verdict\": \"SUPPORTED\", | | claims.a.verdict is missing",
        "\"estimate\": 0.3, | | claims.a.estimate is missing",
        "\"estimate\": 0.3 | \"estimate\": null | claims.a.estimate is missing",
        "\"estimate\": 0.3 | \"estimate\": \"0.3\" | claims.a.estimate is missing, or is not of the"
            + " kind",
        "\"estimate\": 0.3 | \"estimate\": NaN | claims.a: the estimate NaN is not finite",
        "\"low\": 0.2 | \"low\": 0.5 | claims.a.interval: an interval from 0.5 to 0.4 has no order",
        "\"low\": 0.2 | \"low\": \"NaN\" | claims.a.interval: an interval from NaN",
        "\"low\": 0.2, | | claims.a.interval.low is missing",
        "\"p\": 2.0E-4 | \"p\": 1.5 | claims.a: p is 1.5, not from 0 to 1",
        "\"p\": 2.0E-4 | \"p\": -0.1 | claims.a: p is -0.1, not from 0 to 1",
        "\"adjusted_p\": 0.0014 | \"adjusted_p\": 14 | claims.a: adjusted_p is 14.0, not from 0 to"
            + " 1",
        "\"n\": 60 | \"n\": 0 | claims.a: n is 0, not at least 1",
        "\"n\": 60 | \"n\": 60.5 | claims.a.n is missing, or is not of the kind",
        "\"clusters\": 12 | \"clusters\": 61 | claims.a: clusters is 61, not from 1 to n",
        "\"heads\": [ ] | \"heads\": null | claims.a: an entry has no heads",
        "\"weights\": \"w0\" | \"weights\": null | claims.a.provenance: a provenance has no"
            + " weights",
        "\"value\": 0.031 | \"value\": \"Infinity\" | claims.a.strongest_null: a null model's value"
            + " Infinity is not finite",
        "rows.csv@f0 | rows.csv | fixtures (no name@hash) is rows.csv",
        "\"r2\", | null, | fixtures.rows.csv@f0 is [null, r1]",
        "\"unit\": | \"colour\": \"red\", \"unit\": | claims.a.colour is nothing that a ledger has",
      })
  void what_is_no_entry_is_refused_with_file_and_field(String was, @Nullable String is, String why)
      throws IOException {
    Claims.write(LEDGER, folder);
    Path file = Ledger.file(folder, MODEL);
    String text = Files.readString(file);
    assertThat(text).contains(was);
    Files.writeString(
        file,
        text.replaceFirst(Pattern.quote(was), Matcher.quoteReplacement(is == null ? "" : is)));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(" is no ledger: " + why)
        .hasMessageEndingWith("; restore it from version control.")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("dev.assay");
  }

  @Test
  void an_interval_without_ends_is_read_as_other_programs_write_it() throws IOException {
    Claims.write(LEDGER, folder);
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"low\": 0.2", "\"low\": -Infinity")
            .replace("\"high\": 0.4", "\"high\": Infinity"));

    assertThat(Ledger.read(folder, MODEL).entry("a").orElseThrow().interval())
        .isEqualTo(new LedgerEntry.Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
  }
}
