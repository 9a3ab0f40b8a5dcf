package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers called independent come from src/test/resources/stats/reference_values.py. */
class SignFlipPermutationTest {

  /**
   * Darwin's cross- less self-fertilised maize, in eighths of an inch (Fisher 1935, section 17).
   */
  private static final double[] DARWIN = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  private static final double DRAWS = 100_000;

  @Test
  void agrees_with_fisher_on_darwins_maize() {
    // Fisher 1935, section 21: 863 of the 32 768 sums are at least 314, 28 of them equal to it.
    assertThat(SignFlipPermutation.pValue(Sample.of(DARWIN), 1)).isEqualTo(863 / 32768.0);
  }

  @Test
  void agrees_with_enumeration_by_hand() {
    // Only no flip keeps the sum: 1 of 8.
    assertThat(p(1, 2, 3)).isEqualTo(1 / 8.0);
    // No flip, and the flip of -1: 2 of 8.
    assertThat(p(3, 2, -1)).isEqualTo(2 / 8.0);
    // None, either -1, both -1, and all three, which ties: 5 of 8.
    assertThat(p(2, -1, -1)).isEqualTo(5 / 8.0);
    // Every flip but those of 1 alone, of 2 alone, and of both: with -4 all sums are <= 0. 8 - 3 =
    // 5 of 8.
    assertThat(p(1, 2, -4)).isEqualTo(5 / 8.0);
    assertThat(p(-1, -2, -3)).isEqualTo(1);
    assertThat(p(5)).isEqualTo(1 / 2.0);
    assertThat(p(-5)).isEqualTo(1);
    // None, -1, -2, both, 1 with -1, 1 with -2, 1 with both, 2 with -2, 2 with both, 1 and 2 with
    // both: 10 of 16.
    assertThat(p(1, 2, -1, -2)).isEqualTo(10 / 16.0);
    assertThat(p(1, 1, 1, 1, 1)).isEqualTo(1 / 32.0);
  }

  @Test
  void effects_of_zero_are_no_evidence() {
    assertThat(p(0, 0, 0)).isEqualTo(1);
    // Flipping a zero changes nothing, so half the flips of the rest remain.
    assertThat(p(1, 1, 0)).isEqualTo(2 / 8.0);
    assertThat(p(new double[21])).isEqualTo(1);
  }

  @Test
  void a_tie_counts_in_spite_of_rounding() {
    assertThat(0.1 + 0.2 - 0.3).isPositive();
    assertThat(p(0.1, 0.2, -0.3)).isEqualTo(5 / 8.0);
    assertThat(p(-0.3, 0.1, 0.2)).isEqualTo(5 / 8.0);
    assertThat(p(1e-9, 2e-9, -3e-9)).isEqualTo(5 / 8.0);
  }

  @Test
  void a_real_difference_is_no_tie() {
    assertThat(p(1, -1)).isEqualTo(3 / 4.0);
    assertThat(p(1, -1 + 1e-9)).isEqualTo(2 / 4.0);
  }

  @Test
  void a_cluster_is_flipped_as_one() {
    double[] effects = {1, 2, 3, -1, 4, 4};
    Sample sample = Sample.clustered(effects, List.of("a", "b", "a", "b", "c", "c"));
    // Sums 4, 1 and 8.
    assertThat(SignFlipPermutation.pValue(sample, 1)).isEqualTo(1 / 8.0);
    // None, and the flip of -1: 2 of 64 were they independent.
    assertThat(p(effects)).isEqualTo(3 / 64.0);
  }

  @Test
  void twenty_clusters_are_enumerated_and_twenty_one_drawn() {
    assertThat(p(ones(20))).isEqualTo(0x1p-20);
    // With this seed no draw is all plus, so b = 0.
    assertThat(p(ones(21))).isEqualTo(1 / (DRAWS + 1));
    assertThat(p(ones(23))).isEqualTo(1 / (DRAWS + 1));
  }

  @Test
  void enumeration_ignores_the_seed_and_drawing_follows_it() {
    Sample few = Sample.of(Arrays.copyOf(DARWIN, 15));
    assertThat(SignFlipPermutation.pValue(few, 2)).isEqualTo(SignFlipPermutation.pValue(few, 3));
    Sample many = Sample.of(twentyTwo());
    double two = SignFlipPermutation.pValue(many, 2);
    assertThat(SignFlipPermutation.pValue(many, 2)).isEqualTo(two);
    assertThat(SignFlipPermutation.pValue(many, 3)).isNotEqualTo(two);
  }

  @Test
  void draws_agree_with_the_exact_p_value() {
    // Independent: the exact p of these integers by dynamic programming is 0.0197706.
    double exact = 0.01977062225341797;
    double error = Math.sqrt(exact * (1 - exact) / DRAWS);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(SignFlipPermutation.pValue(Sample.of(twentyTwo()), seed))
          .isCloseTo(exact, within(4 * error));
    }
  }

  @Test
  void draws_follow_the_documented_generator() {
    // Independent: xoroshiro128++ written out in Python, seed 7.
    assertThat(SignFlipPermutation.pValue(Sample.of(twentyTwo()), 7)).isEqualTo(1961 / (DRAWS + 1));
  }

  @Test
  void draws_reach_beyond_64_clusters() {
    // The six rows beyond the 64th outweigh the rest. Independent: exactly 0.248777; drawn with
    // seed 7, 24 805.
    double[] effects = new double[70];
    for (int i = 0; i < 64; i++) {
      effects[i] = i % 2 == 0 ? 1 : -1;
    }
    System.arraycopy(new double[] {5, 5, -3, 5, -6, 5}, 0, effects, 64, 6);
    assertThat(p(effects)).isCloseTo(0.24877673216833174, within(0.005));
    assertThat(SignFlipPermutation.pValue(Sample.of(effects), 7)).isEqualTo(24806 / (DRAWS + 1));
  }

  @Test
  void the_smallest_attainable_p_is_attained() {
    assertThat(SignFlipPermutation.smallestAttainableP(1)).isEqualTo(0.5).isEqualTo(p(ones(1)));
    assertThat(SignFlipPermutation.smallestAttainableP(5))
        .isEqualTo(1 / 32.0)
        .isEqualTo(p(ones(5)));
    assertThat(SignFlipPermutation.smallestAttainableP(20)).isEqualTo(0x1p-20);
    assertThat(SignFlipPermutation.smallestAttainableP(21)).isEqualTo(1 / 100_001.0);
    assertThat(SignFlipPermutation.smallestAttainableP(60)).isEqualTo(p(ones(60)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -3})
  void refuses_a_sample_without_clusters(int clusters) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignFlipPermutation.smallestAttainableP(clusters))
        .withMessage("A sample has at least one cluster, but " + clusters + " were given.");
  }

  private static double p(double... effects) {
    return SignFlipPermutation.pValue(Sample.of(effects), 1);
  }

  private static double[] ones(int n) {
    double[] effects = new double[n];
    Arrays.fill(effects, 1);
    return effects;
  }

  private static double[] twentyTwo() {
    double[] effects = Arrays.copyOf(DARWIN, 22);
    System.arraycopy(new double[] {3, -5, 12, 9, -14, 20, -2}, 0, effects, 15, 7);
    return effects;
  }

  @Test
  void two_sided_counts_both_tails() {
    // One-sided, 1 of 8 flips of (1, 2, 3) gives as large a mean, and 1 of 8 as small a one.
    assertThat(SignFlipPermutation.twoSidedPValue(Sample.of(1, 2, 3), 7)).isEqualTo(0.25);
    assertThat(SignFlipPermutation.twoSidedPValue(Sample.of(-1, -2, -3), 7)).isEqualTo(0.25);
    // Of (3, -1) the flips' sums are 2, 4, -2, -4: two are at least 2.
    assertThat(SignFlipPermutation.twoSidedPValue(Sample.of(3, -1), 7)).isEqualTo(1);
    assertThat(SignFlipPermutation.twoSidedPValue(Sample.of(0, 0, 0), 7)).isEqualTo(1);
    assertThat(SignFlipPermutation.smallestAttainableTwoSidedP(3)).isEqualTo(0.25);
    assertThat(SignFlipPermutation.smallestAttainableTwoSidedP(1)).isEqualTo(1);
  }

  @Test
  void two_sided_never_reports_less_than_is_attainable_where_flips_are_drawn() {
    double[] effects = new double[40];
    Arrays.fill(effects, -1);

    assertThat(SignFlipPermutation.twoSidedPValue(Sample.of(effects), 7))
        .isEqualTo(SignFlipPermutation.smallestAttainableTwoSidedP(40))
        .isEqualTo(2 / 100_001.0);
  }
}
