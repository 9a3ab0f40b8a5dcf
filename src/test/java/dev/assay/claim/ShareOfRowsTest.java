package dev.assay.claim;

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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareOfRowsTest {
  private static final Claim MOST = claim("a", new RowExpectation.ShareAtLeast(0.8));
  private static final Claim FEW = claim("a", new RowExpectation.ShareAtMost(0.2));

  @Test
  void the_estimate_is_the_share_with_wilsons_interval() {
    Assessment assessment = assess(MOST, yes(95, 100));

    assertThat(assessment.estimate()).isEqualTo(0.95);
    // (0.95 + z²/200 ± z √(0.95·0.05/100 + z²/40000)) / (1 + z²/100)
    assertThat(assessment.interval().low()).isEqualTo(0.888250, within(1e-6));
    assertThat(assessment.interval().high()).isEqualTo(0.978456, within(1e-6));
    assertThat(assessment.claim().estimateUnit()).isEqualTo("of rows");
  }

  @Test
  void the_test_is_the_exact_binomial_one() {
    // 10 of 10 at a border of 0.8: 0.8^10.
    assertThat(assess(MOST, yes(10, 10)).test().orElseThrow().p())
        .isEqualTo(Math.pow(0.8, 10), within(1e-12));
    // 9 or 10 of 10: 10·0.8^9·0.2 + 0.8^10.
    assertThat(assess(MOST, yes(9, 10)).test().orElseThrow().p())
        .isEqualTo(2 * Math.pow(0.8, 9) + Math.pow(0.8, 10), within(1e-12));
    assertThat(assess(MOST, yes(0, 10)).test().orElseThrow().p()).isEqualTo(1);
    assertThat(assess(FEW, yes(1, 10)).test().orElseThrow().p())
        .as("the mirror")
        .isEqualTo(assess(MOST, yes(9, 10)).test().orElseThrow().p(), within(1e-12));
  }

  @Test
  void the_interval_decides_on_which_side_of_the_border_the_share_is() {
    assertThat(judge(assess(MOST, yes(95, 100))).verdict()).isEqualTo(SUPPORTED);
    assertThat(judge(assess(MOST, yes(85, 100))).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(MOST, yes(60, 100))).verdict()).isEqualTo(REFUTED);
    assertThat(judge(assess(FEW, yes(5, 100))).verdict()).isEqualTo(SUPPORTED);
    assertThat(judge(assess(FEW, yes(15, 100))).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(FEW, yes(40, 100))).verdict()).isEqualTo(REFUTED);
  }

  @Test
  void a_share_that_so_few_rows_cannot_show_is_underpowered() {
    // 0.8^13 is 0.055, 0.8^14 is 0.044.
    assertThat(judge(assess(MOST, yes(13, 13))).verdict()).isEqualTo(UNDERPOWERED);
    assertThat(judge(assess(MOST, yes(14, 14))).verdict()).isNotEqualTo(UNDERPOWERED);
  }

  @Test
  void rows_of_one_template_that_agree_count_as_one() {
    List<Outcome.OfRow> rows = new ArrayList<>();
    for (Outcome.OfRow row : yes(100, 100)) {
      rows.add(new Outcome.OfRow(row.row(), "t" + rows.size() % 5, row.outcome()));
    }

    Assessment assessment = assess(MOST, rows);

    assertThat(assessment.interval()).isEqualTo(assess(MOST, yes(5, 5)).interval());
    assertThat(assessment.test().orElseThrow().p()).isEqualTo(Math.pow(0.8, 5), within(1e-12));
    assertThat(judge(assessment).verdict()).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void a_null_is_beaten_in_the_claimed_direction() {
    Null random = new Null(RANDOM_WEIGHTS, 1);
    Claim most = claim("a", new RowExpectation.ShareAtLeast(0.8), RANDOM_WEIGHTS);
    Claim few = claim("a", new RowExpectation.ShareAtMost(0.2), RANDOM_WEIGHTS);

    assertThat(judge(assess(most, yes(95, 100), random, yes(50, 100))).verdict())
        .isEqualTo(SUPPORTED);
    assertThat(judge(assess(most, yes(95, 100), random, yes(95, 100))).verdict())
        .isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(few, yes(5, 100), random, yes(50, 100))).verdict())
        .isEqualTo(SUPPORTED);
    assertThat(judge(assess(few, yes(5, 100), random, yes(4, 100))).verdict())
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  void rows_against_the_claim_come_first() {
    assertThat(assess(MOST, effects(1, 0, 1)).rows().get(0))
        .isEqualTo(new Assessment.Row("r2", 0, false));
    assertThat(assess(FEW, effects(0, 1, 0)).rows().get(0))
        .isEqualTo(new Assessment.Row("r2", 1, false));
  }

  /** So many rows of 1 and the rest of 0, each a cluster of its own. */
  private static List<Outcome.OfRow> yes(int holding, int n) {
    double[] values = new double[n];
    Arrays.fill(values, 0, holding, 1);
    return effects(values);
  }
}
