package dev.assay.claim;

import static dev.assay.claim.Claims.around;
import static dev.assay.claim.Claims.assess;
import static dev.assay.claim.Claims.claim;
import static dev.assay.claim.Claims.effects;
import static dev.assay.claim.Claims.judge;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final Claim MEAN = claim("a", new MeanExpectation.AtLeast(0.1));

  @Test
  void effects_wholly_above_the_minimum_support_a_claim() {
    Judgement judgement = judge(assess(MEAN, effects(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)));

    assertThat(judgement.verdict()).isEqualTo(SUPPORTED);
    assertThat(judgement.assessment().estimate()).isEqualTo(0.55, within(1e-12));
    assertThat(judgement.assessment().n()).isEqualTo(8);
    // All eight effects are positive, so of the 2^8 ways to flip signs only one gives that mean.
    assertThat(judgement.adjustedP()).hasValue(1 / 256.0);
  }

  @Test
  void effects_wholly_below_the_minimum_refute_a_claim_even_if_they_are_all_positive() {
    Judgement judgement = judge(assess(MEAN, around(0.05, 0.03, 20)));

    assertThat(judgement.assessment().interval().low()).isPositive();
    assertThat(judgement.adjustedP().orElseThrow()).isLessThan(Judge.ALPHA);
    assertThat(judgement.verdict()).isEqualTo(REFUTED);
  }

  @Test
  void an_interval_across_the_minimum_is_inconclusive_even_if_the_mean_is_above_it() {
    Judgement judgement = judge(assess(MEAN, around(0.12, 0.2, 20)));

    assertThat(judgement.assessment().estimate()).isGreaterThan(0.1);
    assertThat(judgement.assessment().interval().low()).isLessThan(0.1);
    assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void four_rows_can_never_support_a_claim_however_large_their_effects() {
    // The smallest p of four sign flips is 1/16.
    assertThat(judge(assess(MEAN, around(9, 0.1, 4))).verdict()).isEqualTo(UNDERPOWERED);
    assertThat(judge(assess(MEAN, around(-9, 0.1, 4))).verdict()).isEqualTo(UNDERPOWERED);
    assertThat(judge(assess(MEAN, around(9, 0.1, 5))).verdict()).isEqualTo(SUPPORTED);
  }

  @Test
  void rows_of_one_template_do_not_make_up_for_missing_templates() {
    List<Outcome.OfRow> rows = new ArrayList<>();
    for (Outcome.OfRow row : around(9, 0.1, 40)) {
      int template = rows.size() % 4;
      rows.add(new Outcome.OfRow(row.row(), "template-" + template, row.outcome()));
    }

    Judgement judgement = judge(assess(MEAN, rows));

    assertThat(judgement.assessment().clusters()).isEqualTo(4);
    assertThat(judgement.assessment().n()).isEqualTo(40);
    assertThat(judgement.verdict()).isEqualTo(UNDERPOWERED);
  }

  @Test
  void a_claim_that_could_pass_alone_is_underpowered_beside_one_that_fails() {
    Assessment five = assess(MEAN, around(9, 0.1, 5)); // p = 1/32
    Assessment failing = assess(claim("b", new MeanExpectation.AtLeast(0.1)), around(0, 1, 20));

    assertThat(Judge.judge(List.of(five, failing), List.of()))
        .extracting(Judgement::verdict)
        .containsExactly(
            UNDERPOWERED, REFUTED.equals(judge(failing).verdict()) ? REFUTED : INCONCLUSIVE);
  }

  @Test
  void holms_correction_is_over_all_claims_of_the_run() {
    List<Assessment> run = List.of(allPositive("a", 6), allPositive("b", 8), allPositive("c", 7));

    // p = 1/64, 1/256, 1/128: the smallest times 3, the next times 2, the largest as it is.
    assertThat(Judge.judge(run, List.of()))
        .extracting(j -> j.adjustedP().orElseThrow())
        .containsExactly(1 / 64.0, 3 / 256.0, 2 / 128.0);
  }

  @Test
  void p_values_on_record_of_claims_that_were_not_run_belong_to_the_family() {
    List<Assessment> run = List.of(allPositive("a", 6), allPositive("b", 8), allPositive("c", 7));

    assertThat(Judge.judge(run, List.of(0.5, 0.6)))
        .extracting(j -> j.adjustedP().orElseThrow())
        .containsExactly(3 / 64.0, 5 / 256.0, 4 / 128.0);
    assertThat(Judge.judge(run, List.of(0.5, 0.6)))
        .extracting(Judgement::verdict)
        .containsOnly(SUPPORTED);
    assertThat(Judge.judge(run, List.of(0.5, 0.6, 0.7)).get(0).adjustedP()).hasValue(4 / 64.0);
    assertThat(Judge.judge(run, List.of(0.5, 0.6, 0.7)).get(0).verdict()).isEqualTo(UNDERPOWERED);
  }

  @Test
  void a_p_from_the_record_corrects_as_the_measured_one() {
    List<Assessment> run = List.of(allPositive("a", 6), allPositive("b", 17), allPositive("c", 7));
    double together = Judge.judge(run, List.of()).get(1).adjustedP().orElseThrow();

    // 2^-17 has more digits than the record, which has six.
    assertThat(Judge.judge(run.subList(1, 2), List.of(1 / 64.0, 1 / 128.0)).get(0).adjustedP())
        .hasValue(together);
    assertThat(Judge.judge(run.subList(0, 1), List.of(7.62939e-6, 1 / 128.0)).get(0).adjustedP())
        .isEqualTo(Judge.judge(run, List.of()).get(0).adjustedP());
    assertThat(together).isEqualTo(3 * 7.62939e-6);
  }

  @Test
  void a_null_that_must_be_beaten_and_is_not_makes_a_claim_inconclusive() {
    Null random = new Null(RANDOM_WEIGHTS, 7);
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), RANDOM_WEIGHTS);
    List<Outcome.OfRow> rows = around(0.5, 0.1, 20);

    Judgement unbeaten = judge(assess(claim, rows, random, around(0.6, 0.1, 20)));
    assertThat(unbeaten.verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(unbeaten.assessment().unbeaten())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.model()).isEqualTo(random);
              assertThat(effect.value()).isEqualTo(0.6, within(1e-12));
            });
    assertThat(judge(assess(claim, rows, random, rows)).verdict())
        .as("equal")
        .isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(claim, rows, random, around(0.4, 0.1, 20))).verdict())
        .isEqualTo(SUPPORTED);
  }

  @Test
  void an_unbeaten_null_does_not_save_a_claim_from_being_refuted() {
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), RANDOM_WEIGHTS);

    Assessment assessment =
        assess(claim, around(0, 0.01, 20), new Null(RANDOM_WEIGHTS, 1), around(5, 0.1, 20));

    assertThat(judge(assessment).verdict()).isEqualTo(REFUTED);
  }

  @Test
  void a_null_that_need_not_be_beaten_is_only_reported() {
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), UNIFORM_ATTENTION);

    Assessment assessment =
        assess(claim, around(0.5, 0.1, 20), new Null(RANDOM_WEIGHTS, 3), around(5, 0.1, 20));

    assertThat(judge(assessment).verdict()).isEqualTo(SUPPORTED);
    assertThat(assessment.unbeaten()).isEmpty();
    assertThat(assessment.strongestNull().orElseThrow().model().label())
        .isEqualTo("random weights #3");
  }

  @Test
  void a_null_is_compared_with_the_estimate_on_the_rows_that_it_lets_be_measured() {
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), UNIFORM_ATTENTION);
    // Mean 0.5; the first row, which alone the null lets be measured, has 0.4.
    List<Outcome.OfRow> rows = around(0.5, 0.1, 20);

    Assessment unbeaten = assess(claim, rows, new Null(UNIFORM_ATTENTION, 1), effects(0.45));
    assertThat(judge(unbeaten).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(unbeaten.unbeaten())
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.n()).isEqualTo(1);
              assertThat(effect.real()).isEqualTo(0.4, within(1e-12));
            });
    Assessment beaten = assess(claim, rows, new Null(UNIFORM_ATTENTION, 1), effects(0.35));
    assertThat(judge(beaten).verdict()).isEqualTo(SUPPORTED);
  }

  @Test
  void a_null_that_lets_no_row_be_measured_breaks_a_claim_that_must_beat_it() {
    Claim claim = claim("a", new MeanExpectation.AtLeast(0.1), UNIFORM_ATTENTION);
    List<Outcome.OfRow> rows = around(0.5, 0.1, 20);

    assertThatThrownBy(() -> assess(claim, rows, new Null(UNIFORM_ATTENTION, 1), List.of()))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "The null model 'uniform attention', which a must beat, lets it measure 0 of 20 rows;"
                + " change the claim's measure, its sentences, or what it must beat.");
    assertThat(assess(claim, rows, new Null(RANDOM_WEIGHTS, 1), List.of()).nulls()).isEmpty();
  }

  @Test
  void a_null_on_which_no_head_can_be_chosen_is_left_out() {
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(Claims.heads("0.0", 0.1, "0.1", 0.5 + 0.001 * i));
    }
    List<Outcome.OfRow> one = Claims.rows(List.of(Claims.heads("0.0", 9.0, "0.1", 9.0)));

    assertThat(
            assess(
                    claim("a", new HeadExpectation.SomeAtLeast(0.1)),
                    Claims.rows(rows),
                    new Null(UNIFORM_ATTENTION, 1),
                    one)
                .nulls())
        .isEmpty();
  }

  @Test
  void the_strongest_of_several_nulls_is_named() {
    Assessment assessment =
        assess(
            MEAN,
            around(0.5, 0.1, 20),
            Map.of(
                new Null(RANDOM_WEIGHTS, 1), around(0.1, 0.1, 20),
                new Null(RANDOM_WEIGHTS, 2), around(0.3, 0.1, 20),
                new Null(UNIFORM_ATTENTION, 1), around(0.2, 0.1, 20)));

    assertThat(assessment.strongestNull().orElseThrow().model())
        .isEqualTo(new Null(RANDOM_WEIGHTS, 2));
    assertThat(assessment.nulls())
        .extracting(effect -> effect.model().label())
        .containsExactly("random weights #1", "random weights #2", "uniform attention");
  }

  @Test
  void a_universal_claim_is_refuted_by_one_counterexample() {
    Claim claim = claim("a", new RowExpectation.EveryWithin(0, 1));
    double[] values = new double[100];

    assertThat(judge(assess(claim, effects(values))).verdict()).isEqualTo(SUPPORTED);
    values[41] = 1.000001;
    Judgement refuted = judge(assess(claim, effects(values)));

    assertThat(refuted.verdict()).isEqualTo(REFUTED);
    assertThat(refuted.adjustedP()).isEmpty();
    assertThat(refuted.assessment().estimate()).isEqualTo(0.99);
    // Wilson's interval of 99 in 100, by the formula: (0.99 + z²/200 ± z√(0.99·0.01/100 +
    // z²/40000)) / (1 + z²/100).
    assertThat(refuted.assessment().interval().low()).isEqualTo(0.945514, within(1e-6));
    assertThat(refuted.assessment().interval().high()).isEqualTo(0.998233, within(1e-6));
    assertThat(refuted.assessment().rows().get(0))
        .isEqualTo(new Assessment.Row("r42", 1.000001, false));
  }

  @Test
  void a_universal_claim_that_must_beat_a_null_on_which_it_holds_as_well_is_inconclusive() {
    Claim claim = claim("a", new RowExpectation.EveryWithin(0, 1), RANDOM_WEIGHTS);
    Null random = new Null(RANDOM_WEIGHTS, 1);

    assertThat(judge(assess(claim, effects(0.5, 0.6), random, effects(0.5, 0.6))).verdict())
        .isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(claim, effects(0.5, 0.6), random, effects(0.5, 1.6))).verdict())
        .isEqualTo(SUPPORTED);
  }

  @Test
  void universal_claims_take_no_part_in_holms_correction() {
    Assessment tested = allPositive("a", 6);
    Assessment universal = assess(claim("u", new RowExpectation.EveryWithin(0, 1)), effects(0.5));

    assertThat(Judge.judge(List.of(universal, tested), List.of()).get(1).adjustedP())
        .hasValue(1 / 64.0);
  }

  @Test
  void a_claim_about_some_head_names_the_heads_and_is_tested_on_them() {
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double noise = 0.01 * (i % 5 - 2);
      rows.add(Claims.heads("0.0", noise, "0.1", 0.5 + noise, "1.0", -noise));
    }

    Judgement judgement =
        judge(assess(claim("a", new HeadExpectation.SomeAtLeast(0.1)), Claims.rows(rows)));

    assertThat(judgement.verdict()).isEqualTo(SUPPORTED);
    assertThat(judgement.assessment().heads()).containsExactly("0.1", "0.1");
    assertThat(judgement.assessment().estimate()).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void the_least_favourable_rows_come_first() {
    assertThat(assess(MEAN, effects(0.3, -0.2, 0.1, 0.05)).rows())
        .containsExactly(
            new Assessment.Row("r2", -0.2, false),
            new Assessment.Row("r4", 0.05, false),
            new Assessment.Row("r3", 0.1, true),
            new Assessment.Row("r1", 0.3, true));
  }

  @Test
  void two_assessments_of_the_same_rows_agree_bit_for_bit() {
    List<Outcome.OfRow> rows = around(0.2, 0.4, 60);
    Assessment first = assess(MEAN, rows);

    assertThat(assess(MEAN, rows)).isEqualTo(first);
    assertThat(first.interval().low()).isBetween(-0.2, 0.2);
  }

  @Test
  void the_order_of_claims_does_not_change_their_verdicts() {
    List<Assessment> run =
        new ArrayList<>(List.of(allPositive("a", 6), allPositive("b", 8), allPositive("c", 5)));
    List<Judgement> forward = Judge.judge(run, List.of());
    Collections.reverse(run);

    assertThat(Judge.judge(run, List.of())).containsExactlyInAnyOrderElementsOf(forward);
  }

  @Test
  void rows_that_report_something_else_than_was_claimed_are_refused() {
    assertThatThrownBy(() -> assess(MEAN, Claims.rows(List.of(Claims.heads("0.0", 0.5)))))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "Row r1 has an effect for every head, but the claim is about one number a row; let its"
                + " body return a double, or say what is expected of heads.");
  }

  @Test
  void a_claim_measured_on_no_row_is_refused() {
    assertThatThrownBy(() -> new Measured(MEAN, List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a was measured on no row.");
  }

  /** All effects above the minimum, so that p is 1 in 2^n. */
  private static Assessment allPositive(String id, int n) {
    return assess(claim(id, new MeanExpectation.AtLeast(0.1)), around(0.5, 0.1, n));
  }
}
