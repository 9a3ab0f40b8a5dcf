package dev.assay.claim;

import static dev.assay.claim.Claims.around;
import static dev.assay.claim.Claims.assess;
import static dev.assay.claim.Claims.claim;
import static dev.assay.claim.Claims.effects;
import static dev.assay.claim.Claims.judge;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeanWithinTest {
  private static final Claim SAME = claim("a", new MeanExpectation.Within(-0.1, 0.1));

  @Test
  void the_interval_must_lie_wholly_inside() {
    assertThat(judge(assess(SAME, around(0.02, 0.05, 20))).verdict()).isEqualTo(SUPPORTED);
    assertThat(judge(assess(SAME, around(0.02, 0.4, 20))).verdict())
        .as("no difference found, but none excluded either")
        .isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(SAME, around(0.09, 0.05, 20))).verdict()).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void an_interval_wholly_outside_refutes_on_either_side() {
    assertThat(judge(assess(SAME, around(0.2, 0.05, 20))).verdict()).isEqualTo(REFUTED);
    assertThat(judge(assess(SAME, around(-0.2, 0.05, 20))).verdict()).isEqualTo(REFUTED);
    assertThat(judge(assess(SAME, around(0, 0.001, 4))).verdict()).isEqualTo(UNDERPOWERED);
  }

  @Test
  void p_is_the_larger_one_of_the_tests_against_the_two_borders() {
    // All are above -0.1: 1 of 2^6 flips. Of the distances below 0.1, which are 0.05, 0.05, 0.05,
    // 0.05, 0.05 and -0.01, two flips give a sum as large: none, and that of the last alone.
    Assessment assessment = assess(SAME, effects(0.05, 0.05, 0.05, 0.05, 0.05, 0.11));

    assertThat(assessment.test().orElseThrow().p()).isEqualTo(2 / 64.0);
    assertThat(assessment.test().orElseThrow().smallestP()).isEqualTo(1 / 64.0);
  }

  @Test
  void borders_need_not_lie_around_0() {
    Claim published = claim("a", new MeanExpectation.Within(0.9, 0.98));

    assertThat(judge(assess(published, around(0.94, 0.02, 20))).verdict()).isEqualTo(SUPPORTED);
    assertThat(judge(assess(published, around(0.5, 0.02, 20))).verdict()).isEqualTo(REFUTED);
  }

  @Test
  void the_strongest_null_is_the_one_nearest_to_the_middle() {
    Assessment assessment =
        assess(
            SAME,
            around(0, 0.05, 20),
            Map.of(
                new Null(NullKind.RANDOM_WEIGHTS, 1), around(-0.3, 0.05, 20),
                new Null(NullKind.RANDOM_WEIGHTS, 2), around(0.2, 0.05, 20)));

    assertThat(assessment.strongestNull().orElseThrow().model().seed()).isEqualTo(2);
    assertThat(judge(assessment).verdict()).isEqualTo(SUPPORTED);
  }

  @Test
  void the_rows_farthest_from_the_middle_are_the_least_favourable() {
    assertThat(assess(SAME, effects(0.05, -0.2, 0.3)).rows())
        .containsExactly(
            new Assessment.Row("r3", 0.3, false),
            new Assessment.Row("r2", -0.2, false),
            new Assessment.Row("r1", 0.05, true));
  }
}
