package dev.assay.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.claim.Change;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.study.DriftReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record notices besides verdicts. */
@Tag("slow")
class RecordTest {
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final String CLAIM = "commas-draw-attention";

  @Test
  void a_removed_row_and_a_vanished_claim_are_noticed_and_a_build_server_records_nothing(
      @TempDir Path folder) throws IOException, InterruptedException {
    SampleProject project = SampleProject.in(folder, SampleProject.CLAIM);
    assertThat(project.compile()).isEmpty();
    Path ledgers = folder.resolve("claims/ledger");

    SampleProject.Ended refused = project.run(Optional.of("a reason"), true);
    assertThat(refused.output()).contains("-Dassay.record is refused under CI=true");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(ledgers).doesNotExist();

    assertThat(project.run(Optional.of("a reason"), false).exitCode()).isZero();
    Ledger recorded = Ledger.read(ledgers, MODEL);
    LedgerEntry entry = recorded.entry(CLAIM).orElseThrow();
    assertThat(entry.reason()).isEqualTo("a reason");
    assertThat(recorded.rows(entry)).hasSize(24).contains("c-24");

    Ledger.record(
        ledgers,
        MODEL,
        Map.of(),
        List.of(new Measurement("no-such-claim", entry, recorded.values(CLAIM), List.of())));
    Path fixture = folder.resolve(SampleProject.FIXTURE);
    Files.write(
        fixture,
        Files.readAllLines(fixture).stream().filter(line -> !line.startsWith("c-24")).toList());
    SampleProject.Ended changed = project.run(Optional.empty(), false);
    assertThat(changed.output())
        .contains(
            "WARNING: commas.csv is not what it was when all-MiniLM-L6-v2 was recorded: rows"
                + " removed: c-24.")
        .contains("WARNING: all-MiniLM-L6-v2: no-such-claim is on record");
    assertThat(changed.exitCode()).isZero();

    DriftReport drift =
        DriftReport.of(ledgers, folder.resolve("target/assay/claims.json"), MODEL, MODEL);
    assertThat(drift.rows())
        .extracting(DriftReport.Row::claim, DriftReport.Row::kind)
        .containsExactly(
            tuple("no-such-claim", DriftReport.Kind.NOT_MEASURED),
            tuple(CLAIM, DriftReport.Kind.AS_RECORDED));
    Change change = drift.rows().get(1).change().orElseThrow();
    assertThat(change.provenance()).containsExactly("fixture");
    assertThat(change.rows()).isEqualTo("rows removed: c-24");
    assertThat(change.paired().orElseThrow().n()).isEqualTo(23);

    assertThat(project.run(Optional.of("one row less"), false).output())
        .contains("Recording in claims/ledger/all-MiniLM-L6-v2.json, because: one row less")
        .containsPattern(
            "commas-draw-attention: REFUTED .*, was REFUTED .*n = 24; changed: fixture; rows"
                + " removed: c-24");
    Ledger after = Ledger.read(ledgers, MODEL);
    assertThat(after.entry("no-such-claim")).as("not measured, so kept").hasValue(entry);
    assertThat(after.rows(entry)).as("what that claim was recorded with").contains("c-24");
    assertThat(after.rows(after.entry(CLAIM).orElseThrow())).hasSize(23).doesNotContain("c-24");
  }
}
