package dev.assay.claim;

import static dev.assay.claim.Claims.assess;
import static dev.assay.claim.Claims.judge;
import static dev.assay.claim.Verdict.INCONCLUSIVE;
import static dev.assay.claim.Verdict.REFUTED;
import static dev.assay.claim.Verdict.SUPPORTED;
import static dev.assay.claim.Verdict.UNDERPOWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadCountTest {
  /** Of 72 heads, in 6 layers, that have the effect. */
  private static final List<Integer> PLANTED = List.of(3, 17, 40, 71);

  private static final List<String> LABELS = List.of("0.3", "1.5", "3.4", "5.11");

  @Test
  void planted_heads_are_found_named_and_counted() {
    Judgement judgement = judge(assess(claim(4), rows(40, 1)));

    assertThat(judgement.assessment().heads()).isEqualTo(LABELS);
    assertThat(judgement.assessment().estimate()).isEqualTo(4);
    assertThat(judgement.assessment().interval().low()).isEqualTo(4);
    assertThat(judgement.assessment().interval().high()).isEqualTo(4);
    assertThat(judgement.verdict()).isEqualTo(SUPPORTED);
    assertThat(judgement.claim().estimateUnit()).isEqualTo("heads");
  }

  @Test
  void more_heads_than_were_planted_are_refuted() {
    assertThat(judge(assess(claim(5), rows(40, 1))).verdict()).isEqualTo(REFUTED);
    assertThat(judge(assess(claim(3), rows(40, 1))).verdict()).isEqualTo(SUPPORTED);
  }

  @Test
  void heads_of_noise_around_the_value_are_not_shown_to_reach_it() {
    Judgement judgement =
        judge(assess(claim("a", new HeadExpectation.CountAtLeast(1, 0)), rows(40, 0)));

    assertThat(judgement.assessment().interval().low()).isZero();
    assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
  }

  @Test
  void few_clusters_can_show_no_head() {
    // Halves of 4 clusters: p is 1/16 at best, twice that for the two ways to take them.
    assertThat(judge(assess(claim(1), rows(8, 1))).verdict()).isEqualTo(UNDERPOWERED);
    // Halves of 6: 2/64, were there no more than one candidate; of 10, 8/1024 with four.
    assertThat(judge(assess(claim(1), rows(12, 1))).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judge(assess(claim(1), rows(20, 1))).verdict()).isEqualTo(SUPPORTED);
    // Four heads among four candidates: 8/64.
    assertThat(judge(assess(claim(4), rows(12, 1))).verdict()).isEqualTo(UNDERPOWERED);
  }

  @Test
  void p_is_that_of_the_last_head_that_is_claimed_corrected_over_candidates_and_ways() {
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(Claims.heads("0.0", 1 + 0.01 * i, "0.1", 2 + 0.01 * i, "0.2", -1.0));
    }

    Assessment two = assess(claim("a", new HeadExpectation.CountAtLeast(2, 0)), Claims.rows(rows));
    Assessment one = assess(claim("a", new HeadExpectation.CountAtLeast(1, 0)), Claims.rows(rows));
    Assessment three =
        assess(claim("a", new HeadExpectation.CountAtLeast(3, 0)), Claims.rows(rows));

    // Each of two candidates has p = 1/64 on six rows; Holm takes it twice, the two ways twice.
    assertThat(two.test().orElseThrow().p()).isEqualTo(4 / 64.0);
    assertThat(one.test().orElseThrow().p()).isEqualTo(4 / 64.0);
    assertThat(one.test().orElseThrow().smallestP()).isEqualTo(2 / 64.0);
    assertThat(three.test().orElseThrow().p()).isEqualTo(1);
    // At 2.5% neither the two nor, with p = 2/64, the third is told from the value.
    assertThat(two.interval().low()).isZero();
    assertThat(two.interval().high()).isEqualTo(3);
    assertThat(two.estimate()).isEqualTo(2);
  }

  @Test
  void nulls_count_their_own_heads() {
    Claim claim = claim("a", new HeadExpectation.CountAtLeast(3, 0.5), NullKind.RANDOM_WEIGHTS);
    Null random = new Null(NullKind.RANDOM_WEIGHTS, 1);

    Assessment tie = assess(claim, rows(40, 1), random, rows(40, 1));
    assertThat(tie.strongestNull().orElseThrow().value()).isEqualTo(4);
    assertThat(judge(tie).verdict()).isEqualTo(INCONCLUSIVE);
    Assessment beaten = assess(claim, rows(40, 1), random, rows(40, 0));
    assertThat(beaten.strongestNull().orElseThrow().value()).isZero();
    assertThat(judge(beaten).verdict()).isEqualTo(SUPPORTED);
  }

  @Test
  void a_row_says_how_many_heads_have_the_effect_in_it() {
    List<Outcome.OfRow> rows =
        Claims.rows(
            List.of(
                Claims.heads("0.0", 1.0, "0.1", 0.5, "0.2", 0.0),
                Claims.heads("0.0", 1.0, "0.1", 0.4, "0.2", 0.0)));

    assertThat(assess(claim("a", new HeadExpectation.CountAtLeast(2, 0.5)), rows).rows())
        .containsExactly(new Assessment.Row("r2", 1, false), new Assessment.Row("r1", 2, true));
  }

  @Test
  void every_heads_mean_is_kept_layer_after_layer() {
    List<Outcome.OfRow> rows =
        Claims.rows(
            List.of(
                Claims.heads("10.0", 1.0, "2.1", 0.5, "2.0", 0.0),
                Claims.heads("10.0", 2.0, "2.1", 0.5, "2.0", 0.5)));

    assertThat(assess(claim("a", new HeadExpectation.CountAtLeast(1, 0.5)), rows).headMeans())
        .containsExactly(Map.entry("2.0", 0.25), Map.entry("2.1", 0.5), Map.entry("10.0", 1.5));
    assertThat(
            assess(Claims.claim("a", new MeanExpectation.AtLeast(0.1)), Claims.effects(1, 2))
                .headMeans())
        .isEmpty();
  }

  @Test
  void rows_that_report_one_number_or_other_heads_are_refused() {
    assertThatThrownBy(() -> assess(claim(1), Claims.effects(1, 2)))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching("Row r[12] has one number, but the claim is about heads; .*");
    assertThatThrownBy(
            () ->
                assess(
                    claim(1),
                    Claims.rows(List.of(Claims.heads("0.0", 1.0), Claims.heads("0.1", 1.0)))))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("the same heads for every row");
  }

  private static Claim claim(int heads) {
    return Claims.claim("a", new HeadExpectation.CountAtLeast(heads, 0.5));
  }

  private static Claim claim(String id, Expectation expectation, NullKind... beat) {
    return Claims.claim(id, expectation, beat);
  }

  /** Noise of 0.1 around 0 in 72 heads, and around {@code effect} in the planted ones. */
  private static List<Outcome.OfRow> rows(int n, double effect) {
    Random random = new Random(7);
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Double> heads = new HashMap<>();
      for (int head = 0; head < 72; head++) {
        double mean = PLANTED.contains(head) ? effect : 0;
        heads.put(head / 12 + "." + head % 12, mean + 0.1 * random.nextGaussian());
      }
      rows.add(new Outcome.PerHead(heads));
    }
    return Claims.rows(rows);
  }
}
