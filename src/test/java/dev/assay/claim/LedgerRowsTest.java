package dev.assay.claim;

import static dev.assay.claim.Claims.entry;
import static dev.assay.claim.Claims.measured;
import static dev.assay.claim.Claims.values;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerRowsTest {
  private static final String MODEL = "tiny";
  private static final LedgerEntry ENTRY = entry(SUPPORTED, 0.3, 0.2, 0.4);

  @TempDir Path folder;

  @Test
  void keeps_every_rows_value_in_the_order_of_measuring_with_four_digits() throws IOException {
    record(
        measured(
            "b",
            ENTRY,
            List.of(
                new RowValue("r2", "t1", 0.123456),
                new RowValue("r1", "t1", -1),
                new RowValue("comma, \"quoted\"", "two\nlines", 1.23e-8))),
        measured("a", ENTRY, values(0.5)));

    assertThat(Files.readString(rowsFile()))
        .isEqualTo(
            """
            claim,row,value,cluster
            a,r1,0.5,r1
            b,r2,0.1235,t1
            b,r1,-1,t1
            b,"comma, ""quoted""\",1.23E-8,"two
            lines"
            """);
    assertThat(Ledger.read(folder, MODEL).values("b"))
        .containsExactly(
            new RowValue("r2", "t1", 0.1235),
            new RowValue("r1", "t1", -1),
            new RowValue("comma, \"quoted\"", "two\nlines", 1.23e-8));
    assertThat(Ledger.read(folder, MODEL).values("no-such-claim")).isEmpty();
  }

  @Test
  void recording_one_claim_leaves_the_others_rows_as_they_were() {
    record(measured("a", ENTRY, values(0.1, 0.2)), measured("b", ENTRY, values(0.3)));

    Ledger after = record(measured("b", entry(REFUTED, 0, -0.1, 0.05), values(0, 0.05)));

    assertThat(after.values("a")).isEqualTo(values(0.1, 0.2));
    assertThat(after.values("b")).isEqualTo(values(0, 0.05));
    assertThat(Ledger.read(folder, MODEL)).isEqualTo(after);
  }

  @Test
  void the_same_result_with_another_reason_changes_no_byte() throws IOException {
    record(measured("a", ENTRY, values(0.1, 0.2)));
    byte[] ledger = Files.readAllBytes(Ledger.file(folder, MODEL));
    byte[] rows = Files.readAllBytes(rowsFile());

    record(measured("a", ENTRY, values(0.1, 0.2)));

    assertThat(Files.readAllBytes(Ledger.file(folder, MODEL))).isEqualTo(ledger);
    assertThat(Files.readAllBytes(rowsFile())).isEqualTo(rows);
  }

  @Test
  void a_ledger_of_schema_1_is_read_and_has_no_rows() throws IOException {
    Path file = Ledger.file(folder, MODEL);
    Files.writeString(
        file,
        """
        {"schema": 1, "model": "tiny", "fixtures": {"s.csv@f": ["r1", "r2"]}, "claims": {"near":
          {"verdict": "SUPPORTED", "estimate": 0.3, "interval": {"low": 0.25, "high": 0.35},
           "unit": "tokens", "minimum_effect": 0.1, "n": 2, "clusters": 2, "heads": [],
           "provenance": {"weights": "w", "configuration": "g", "tokenizer": "t", "fixture": "f",
             "claim": "c", "engine": "e", "assay": "a"},
           "seed": 1, "reason": "why", "recorded": "2026-11-24"}}}
        """);

    Ledger ledger = Ledger.read(folder, MODEL);

    assertThat(ledger.entry("near").orElseThrow().estimate()).isEqualTo(0.3);
    assertThat(ledger.values("near")).isEmpty();
    assertThat(record(measured("far", ENTRY, values(1))).claims()).containsOnlyKeys("far", "near");
    assertThat(Files.readString(file)).contains("\"schema\": 2");
    assertThat(Ledger.read(folder, MODEL).values("far")).isEqualTo(values(1));
  }

  @Test
  void rows_of_another_state_are_refused_with_what_to_do() throws IOException {
    record(measured("a", ENTRY, values(0.1)), measured("b", ENTRY, values(0.2)));
    Files.writeString(rowsFile(), Files.readString(rowsFile()).replace("0.2", "0.3"));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s does not hold the rows that tiny.json was recorded with (b); restore both files from version control, in the same state."
                .formatted(rowsFile()));
  }

  @Test
  void rows_that_are_missing_are_refused_too() throws IOException {
    record(measured("a", ENTRY, values(0.1)), measured("b", ENTRY, values(0.2)));
    Files.delete(rowsFile());

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .hasMessageContaining("was recorded with (a and 1 more); restore both files");
  }

  @Test
  void line_ends_of_windows_and_rows_of_a_deleted_entry_do_no_harm() throws IOException {
    record(measured("a", ENTRY, values(0.1, 0.2)));
    Files.writeString(
        rowsFile(), (Files.readString(rowsFile()) + "gone,r1,5,r1\n").replace("\n", "\r\n"));

    assertThat(Ledger.read(folder, MODEL).values()).isEqualTo(Map.of("a", values(0.1, 0.2)));
    record(measured("b", ENTRY, values(1)));
    assertThat(Files.readString(rowsFile()))
        .isEqualTo("claim,row,value,cluster\na,r1,0.1,r1\na,r2,0.2,r2\nb,r1,1,r1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claim,row,cluster,value | line 1: its header is not claim,row,value,cluster",
        "claim,row,value,cluster/a,r1,much,r1 | line 2: the value 'much' is no finite number",
        "claim,row,value,cluster/a,r1,NaN,r1 | line 2: the value 'NaN' is no finite number",
        "claim,row,value,cluster/a,r1,1e999,r1 | line 2: the value '1e999' is no finite number",
        "claim,row,value,cluster/a,r1,1,r1/a,r1,2,r1 | line 3: row r1 of a is there twice",
        "claim,row,value,cluster/a,r1 | line 2: this is no CSV of four columns",
        "claim,row,value,cluster/a,r1,1,r1,more | line 2: this is no CSV of four columns",
        "claim,row,value,cluster/a,\"r1 | line 2: this is no CSV of four columns",
      })
  void what_is_no_file_of_rows_is_refused_with_file_and_line(String text, String why)
      throws IOException {
    record(measured("a", ENTRY, values(0.1)));
    Files.writeString(rowsFile(), text.replace("/", "\n"));

    assertThatThrownBy(() -> Ledger.read(folder, MODEL))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(rowsFile() + ", " + why)
        .hasMessageEndingWith("; restore the file from version control.")
        .hasMessageNotContaining("\n");
  }

  @Test
  void threads_that_record_different_claims_at_once_lose_nothing_and_readers_see_whole_states()
      throws InterruptedException {
    record(measured("t0-0", ENTRY, values(0)));
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean torn = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              while (!done.get()) {
                // Throws where the rows are not those of the entries.
                Ledger ledger = Ledger.read(folder, MODEL);
                if (!ledger.claims().keySet().equals(ledger.values().keySet())) {
                  torn.set(true);
                }
              }
            });
    reader.setUncaughtExceptionHandler((thread, e) -> torn.set(true));
    List<Thread> writers = List.of(writer(0), writer(1), writer(2), writer(3));
    reader.start();
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    done.set(true);
    reader.join();

    assertThat(torn).isFalse();
    assertThat(Ledger.read(folder, MODEL).claims()).hasSize(4 * 5);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(".lock", "tiny.json", "tiny.rows.csv");
  }

  private Thread writer(int number) {
    return new Thread(
        () -> {
          for (int i = 0; i < 5; i++) {
            record(measured("t%d-%d".formatted(number, i), ENTRY, values(number, i)));
          }
        });
  }

  private Ledger record(Measurement... measurements) {
    return Ledger.record(folder, MODEL, Map.of(), List.of(measurements));
  }

  private Path rowsFile() {
    return Ledger.rowsFile(folder, MODEL);
  }
}
