package dev.assay.claim;

import static dev.assay.claim.Claims.around;
import static dev.assay.claim.Claims.assess;
import static dev.assay.claim.Claims.claim;
import static dev.assay.claim.Claims.effects;
import static dev.assay.claim.Claims.judge;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeanAtMostTest {
  private static final Claim SMALL = claim("a", new MeanExpectation.AtMost(0.1));

  @Test
  void the_interval_decides_where_it_lies_at_or_below_the_value() {
    assertThat(judge(assess(SMALL, around(0.02, 0.05, 20))).verdict()).isEqualTo(SUPPORTED);
    assertThat(judge(assess(SMALL, around(0.2, 0.05, 20))).verdict()).isEqualTo(REFUTED);
    assertThat(judge(assess(SMALL, around(0.08, 0.2, 20))).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(SMALL, around(-9, 0.1, 4))).verdict()).isEqualTo(UNDERPOWERED);
  }

  @Test
  void the_test_is_of_a_mean_below_the_value() {
    // All eight are below 0.1, so of the 2^8 ways to flip their distances one is as far.
    Judgement judgement =
        judge(assess(SMALL, effects(0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08)));

    assertThat(judgement.adjustedP()).hasValue(1 / 256.0);
    assertThat(judgement.assessment().estimate()).isEqualTo(0.045, within(1e-12));
  }

  @Test
  void it_is_the_mirror_of_at_least() {
    List<Outcome.OfRow> rows = effects(0.5, 0.1, 0.9, 0.3, 0.2, -0.1, 1.4, 0.6);
    List<Outcome.OfRow> mirrored = effects(-0.5, -0.1, -0.9, -0.3, -0.2, 0.1, -1.4, -0.6);

    Assessment atLeast = assess(claim("a", new MeanExpectation.AtLeast(0)), rows);
    Assessment atMost = assess(claim("a", new MeanExpectation.AtMost(0)), mirrored);

    assertThat(atMost.estimate()).isEqualTo(-atLeast.estimate());
    assertThat(atMost.test()).isEqualTo(atLeast.test());
    assertThat(atMost.rows())
        .extracting(Assessment.Row::id)
        .containsExactlyElementsOf(atLeast.rows().stream().map(Assessment.Row::id).toList());
  }

  @Test
  void a_null_is_beaten_by_being_lower() {
    Claim claim = claim("a", new MeanExpectation.AtMost(0.1), RANDOM_WEIGHTS);
    Assessment assessment =
        assess(
            claim,
            around(0.02, 0.05, 20),
            Map.of(
                new Null(RANDOM_WEIGHTS, 1), around(0.04, 0.05, 20),
                new Null(RANDOM_WEIGHTS, 2), around(0.01, 0.05, 20),
                new Null(RANDOM_WEIGHTS, 3), around(0.9, 0.05, 20)));

    assertThat(assessment.unbeaten())
        .extracting(effect -> effect.model().seed())
        .containsExactly(2);
    assertThat(assessment.strongestNull().orElseThrow().model().seed()).isEqualTo(2);
    assertThat(judge(assessment).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(
            judge(
                    assess(
                        claim,
                        around(0.02, 0.05, 20),
                        new Null(RANDOM_WEIGHTS, 3),
                        around(1, 0, 20)))
                .verdict())
        .isEqualTo(SUPPORTED);
  }

  @Test
  void the_largest_rows_are_the_least_favourable() {
    assertThat(assess(SMALL, effects(0.3, -0.2, 0.1)).rows())
        .containsExactly(
            new Assessment.Row("r1", 0.3, false),
            new Assessment.Row("r3", 0.1, true),
            new Assessment.Row("r2", -0.2, true));
  }
}
