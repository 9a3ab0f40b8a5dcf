package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Outcome;
import dev.assay.claim.RowExpectation;
import dev.assay.claim.Verdict;
import dev.assay.study.SampleRun.Found;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A claim is judged with all claims of its project, however few of them are run. */
class FamilyTest {
  /** Alone they pass the test; in a family of six, Holm's correction takes p to 0.053. */
  private static final double[] EFFECTS = {-0.6, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05, 1.2, 0.5};

  /** 9 of 1024 sign flips, with the digits of the record. */
  private static final double P = 0.00878906;

  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder);
  }

  private static SampleBody member(String id) {
    return SampleBody.ofEffects(claim(id, new MeanExpectation.AtLeast(0.0)), EFFECTS);
  }

  private static List<SampleBody> six() {
    List<SampleBody> six = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      six.add(member("holm-" + i));
    }
    return six;
  }

  private static SampleBody counted(SampleBody body, AtomicInteger calls) {
    return new SampleBody(
        body.claim(),
        body.models(),
        body.sentences(),
        (row, model) -> {
          calls.incrementAndGet();
          return body.measure().of(row, model);
        },
        body.identity());
  }

  private static double adjusted(Found found, String id) {
    return found.judged(id).judgement().adjustedP().orElseThrow();
  }

  @Test
  void a_claim_gets_the_same_verdict_alone_and_among_all() {
    Found all = run.quick().judge(SampleRun.project(six(), List.of()));
    Found one = run.quick().judge(SampleRun.project(six().subList(0, 1), six().subList(1, 6)));

    assertThat(adjusted(all, "holm-1")).isEqualTo(6 * P);
    assertThat(adjusted(one, "holm-1")).isEqualTo(6 * P);
    assertThat(all.judged("holm-1").judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(one.judged("holm-1").judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(one.findings().results()).hasSize(1);
    assertThat(adjusted(run.quick().judge(member("holm-1")), "holm-1")).isEqualTo(P);
  }

  @Test
  void what_is_not_run_is_measured_on_the_real_model_only() {
    AtomicInteger calls = new AtomicInteger();
    run.judge(SampleRun.project(List.of(member("a")), List.of(counted(member("b"), calls))));

    assertThat(calls).hasValue(EFFECTS.length);
  }

  @Test
  void what_is_on_record_and_unchanged_is_not_measured_again() {
    run.with("assay.record", "why").judge(member("a"), member("b"));
    AtomicInteger calls = new AtomicInteger();
    SampleBody b = counted(member("b"), calls);
    Found found = run.judge(SampleRun.project(List.of(member("a")), List.of(b)));

    assertThat(calls).hasValue(0);
    assertThat(adjusted(found, "a")).isEqualTo(2 * P);
  }

  @Test
  void what_changed_since_it_was_recorded_is_measured_again() {
    run.with("assay.record", "why").judge(member("a"), member("b"));
    AtomicInteger calls = new AtomicInteger();
    SampleBody strong =
        SampleBody.ofEffects(
            claim("b", new MeanExpectation.AtLeast(0.0)), 1, 1, 1, 1, 1, 1, 1, 1, 1);
    Found found =
        run.judge(
            SampleRun.project(
                List.of(member("a")), List.of(counted(strong.withIdentity("edited"), calls))));

    assertThat(calls).hasValue(9);
    // The smaller p of the edited claim comes first in Holm's order, so that a's is not doubled.
    assertThat(adjusted(found, "a")).isEqualTo(P);
  }

  @Test
  void what_cannot_be_measured_counts_as_a_p_of_one_and_is_named() {
    SampleBody broken =
        SampleBody.effect(
            claim("broken", new MeanExpectation.AtLeast(0.0)),
            (row, model) -> {
              throw new IllegalStateException("a mistake");
            });
    Found selected = run.quick().judge(member("a"), broken);
    Found other = run.quick().judge(SampleRun.project(List.of(member("a")), List.of(broken)));

    for (Found found : List.of(selected, other)) {
      assertThat(adjusted(found, "a")).isEqualTo(2 * P);
      assertThat(found.study().unmeasured())
          .containsExactly(
              Map.entry(
                  "broken",
                  "Row r1 of rows.csv cannot be measured: IllegalStateException: a mistake"));
      assertThat(found.table())
          .contains(
              "NOTE: on tiny, 1 claim counts as p = 1 in Holm's correction, since it cannot be"
                  + " measured: broken");
    }
  }

  @Test
  void what_is_broken_on_a_null_model_only_counts_with_its_own_p() {
    SampleBody b = member("b");
    SampleBody brokenOnNull =
        SampleBody.effect(
                b.claim(),
                (row, model) -> {
                  if (SampleBody.isUniform(model, row)) {
                    throw new IllegalStateException("a mistake");
                  }
                  return ((Outcome.Value) b.measure().of(row, model)).value();
                })
            .withSentences(b.sentences());
    Found found = run.quick().judge(member("a"), brokenOnNull);

    assertThat(found.broken("b")).contains("on the null model 'uniform attention'");
    assertThat(found.study().unmeasured()).isEmpty();
    assertThat(adjusted(found, "a")).isEqualTo(2 * P);
  }

  @Test
  void what_is_no_claim_at_all_counts_whether_it_is_run_or_not() {
    Map<String, AssayException> bad = Map.of("Bad.measure", new AssayException("It is no claim."));
    Claims run1 = new Claims(List.of(member("a")), List.of(), bad, Map.of(), Set.of());
    Claims run2 = new Claims(List.of(member("a")), List.of(), Map.of(), bad, Set.of());

    assertThat(adjusted(run.quick().judge(run1), "a")).isEqualTo(2 * P);
    Found elsewhere = run.quick().judge(run2);
    assertThat(adjusted(elsewhere, "a")).isEqualTo(2 * P);
    assertThat(elsewhere.table()).doesNotContain("BROKEN");
  }

  @Test
  void a_universal_claim_is_no_member_and_is_not_measured_unless_it_is_run() {
    AtomicInteger calls = new AtomicInteger();
    SampleBody universal =
        counted(
            SampleBody.outcome(
                claim("universal", new RowExpectation.EveryWithin(0, 2)),
                (row, model) -> new Outcome.Value(1)),
            calls);
    Found found = run.quick().judge(SampleRun.project(List.of(member("a")), List.of(universal)));

    assertThat(calls).hasValue(0);
    assertThat(adjusted(found, "a")).isEqualTo(P);
  }

  @Test
  void a_claim_that_a_condition_leaves_out_is_no_member_and_not_gone_either() {
    run.with("assay.record", "why").judge(member("a"), member("b"));
    Claims without = new Claims(List.of(member("a")), List.of(), Map.of(), Map.of(), Set.of("b"));
    Found found = run.judge(without);

    assertThat(adjusted(found, "a")).isEqualTo(P);
    assertThat(found.table()).doesNotContain("no such claim any more");
    assertThat(run.judge(member("a")).table()).contains("tiny: b is on record, but there is no");
  }
}
