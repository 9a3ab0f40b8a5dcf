package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.claim.Change;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Verdict;
import dev.assay.study.SampleRun.Found;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static SampleBody switched(double effect) {
    return SampleBody.effect(
        claim("switched", new MeanExpectation.AtLeast(0.1)),
        (row, model) -> effect + row.text().length() / 1000.0);
  }

  private Ledger ledger() {
    return Ledger.read(folder.resolve("ledger"), "tiny");
  }

  @Test
  void nothing_is_recorded_unless_it_is_asked_for() {
    run.quick().judge(switched(1));

    assertThat(folder.resolve("ledger")).doesNotExist();
  }

  @Test
  void a_refuted_claim_passes_once_it_is_on_record() {
    Found before = run.judge(switched(-1));
    run.with("assay.record", "as found in 2020").judge(switched(-1));
    Found after = run.judge(switched(-1));

    assertThat(fails(before)).isTrue();
    assertThat(fails(after)).isFalse();
    assertThat(after.judged("switched").judgement().verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(after.message("switched")).startsWith("REFUTED on tiny, as recorded");
    assertThat(ledger().entry("switched").map(LedgerEntry::reason)).hasValue("as found in 2020");
    assertThat(ledger().rows(ledger().entry("switched").orElseThrow()))
        .containsExactly("r1", "r2", "r3", "r4", "r5", "r6", "r7");
  }

  private static boolean fails(Found found) {
    Result.Judged judged = found.judged("switched");
    return judged.change().fails(false);
  }

  @Test
  void recording_says_what_changes() {
    SampleRun recording = run.with("assay.record", "as found in 2020");

    assertThat(recording.judge(switched(1)).printed())
        .contains("tiny.json, because: as found in 2020\n  switched: SUPPORTED +1.02 ")
        .contains(", n = 7, new\n");
    assertThat(recording.judge(switched(1)).printed()).contains("  switched: as before\n");
    assertThat(recording.judge(switched(2)).printed())
        .contains("  switched: SUPPORTED +2.02 ")
        .contains(", was SUPPORTED +1.02 ");
  }

  @Test
  void a_verdict_that_is_not_the_recorded_one_fails() {
    run.with("assay.record", "why").judge(switched(1));
    Found changed = run.judge(switched(-1).withIdentity("changed"));

    assertThat(fails(changed)).isTrue();
    assertThat(changed.judged("switched").change().kind()).isEqualTo(Change.Kind.VERDICT_CHANGED);
    assertThat(changed.message("switched"))
        .startsWith("REFUTED on tiny, but SUPPORTED is on record")
        .contains("for tiny: SUPPORTED +1.02 ");
    assertThat(changed.table()).contains("CHANGED from SUPPORTED");
  }

  @Test
  void a_broken_claim_keeps_its_record() {
    run.with("assay.record", "to begin with").judge(switched(1));
    SampleBody broken =
        SampleBody.effect(
            claim("switched", new MeanExpectation.AtLeast(0.1)),
            (row, model) -> {
              throw new IllegalStateException("a mistake");
            });
    Found found = run.with("assay.record", "again").judge(broken);

    assertThat(((Result.Broken) found.result("switched")).recorded()).isPresent();
    assertThat(ledger().entry("switched").map(LedgerEntry::reason)).hasValue("to begin with");
  }

  @Test
  void what_is_not_run_stays_on_record() {
    SampleBody other = SampleBody.of(claim("other", new MeanExpectation.AtLeast(0.1)));
    run.with("assay.record", "first").judge(switched(1), other);
    run.with("assay.record", "second")
        .judge(SampleRun.project(List.of(switched(2)), List.of(other)));

    assertThat(ledger().entry("other").map(LedgerEntry::reason)).hasValue("first");
    assertThat(ledger().entry("switched").map(LedgerEntry::reason)).hasValue("second");
  }

  @Test
  void what_gives_the_same_again_keeps_its_reason_and_the_file_its_bytes() throws IOException {
    run.with("assay.record", "first").judge(switched(1));
    String before = Files.readString(Ledger.file(folder.resolve("ledger"), "tiny"));
    run.with("assay.record", "second").judge(switched(1));

    assertThat(Ledger.file(folder.resolve("ledger"), "tiny")).hasContent(before);
  }

  @Test
  void what_two_jvms_record_at_the_same_time_is_all_there() {
    SampleRun recording = run.with("assay.record", "why");
    SampleBody other = SampleBody.of(claim("other", new MeanExpectation.AtLeast(0.1)));
    PrintStream out = new PrintStream(OutputStream.nullOutputStream());
    try (Run first = recording.begin(SampleRun.project(List.of(switched(1)), List.of(other)), out);
        Run second =
            recording.begin(SampleRun.project(List.of(other), List.of(switched(1))), out)) {
      first.judge();
      second.judge();
    }

    assertThat(ledger().claims()).containsOnlyKeys("other", "switched");
  }

  @Test
  void a_model_is_judged_against_its_baseline() throws IOException {
    run.with("assay.record", "why").judge(switched(1));
    Path other = folder.resolve("tuned");
    TinyCheckpoint.write(other);
    SampleRun tuned = run.with("assay.models", other.toString());

    assertThat(tuned.judge(switched(1)).judged("switched").change().kind())
        .isEqualTo(Change.Kind.NOT_ON_RECORD);
    Found compared =
        tuned.with("assay.baseline", "tiny").judge(switched(-1).withIdentity("changed"));
    assertThat(compared.judged("switched").change().kind()).isEqualTo(Change.Kind.VERDICT_CHANGED);
    assertThat(compared.message("switched")).contains("on record   for tiny: SUPPORTED");
  }

  @Test
  void a_baseline_of_which_nothing_is_on_record_is_one_sentence() {
    Found found = run.with("assay.baseline", "nobody").judge(switched(1));

    assertThat(found.findings().brokenModels())
        .hasEntrySatisfying(
            "tiny",
            why ->
                assertThat(why)
                    .hasMessageStartingWith("Nothing is on record for the baseline nobody in "));
  }

  @Test
  void a_ledger_that_cannot_be_read_makes_measuring_pointless() throws IOException {
    Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(Ledger.file(folder.resolve("ledger"), "tiny"), "{");
    Found found = run.judge(switched(1));

    assertThat(found.findings().studies()).isEmpty();
    assertThat(found.findings().brokenModels())
        .hasEntrySatisfying(
            "tiny", why -> assertThat(why.getMessage()).contains("tiny.json").doesNotContain("\n"));
  }
}
