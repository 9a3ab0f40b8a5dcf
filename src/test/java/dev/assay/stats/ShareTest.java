package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class ShareTest {

  @Test
  void independent_rows_have_wilsons_interval_and_the_binomial_test() {
    for (int n : new int[] {1, 2, 7, 20, 100}) {
      for (int holding = 0; holding <= n; holding++) {
        Share share = Share.of(independent(holding, n));
        Interval wilson = Wilson.interval(holding, n);

        assertThat(share.independentRows()).isEqualTo(n, within(1e-9));
        assertThat(share.interval().low()).isEqualTo(wilson.low(), within(1e-12));
        assertThat(share.interval().high()).isEqualTo(wilson.high(), within(1e-12));
        var binomial = BinomialDistribution.of(n, 0.7);
        assertThat(share.pAbove(0.7))
            .isEqualTo(holding == 0 ? 1 : binomial.survivalProbability(holding - 1), within(1e-9));
        assertThat(share.pBelow(0.7))
            .isEqualTo(binomial.cumulativeProbability(holding), within(1e-9));
      }
    }
  }

  @Test
  void rows_that_agree_within_clusters_count_for_less_than_their_clusters() {
    // Ten clusters of ten rows, of which five clusters hold: robust variance is ten times the
    // independent one times 10/9 over 100/99, and the quantiles are 1.984 and 2.262.
    Share share = Share.of(clustered(new int[] {10, 10, 10, 10, 10, 0, 0, 0, 0, 0}, 10));

    double designEffect = 10 * (10 / 9.0) / (100 / 99.0);
    assertThat(share.independentRows())
        .isEqualTo(100 / designEffect * Math.pow(1.984217 / 2.262157, 2), within(1e-4));
  }

  @Test
  void clusters_that_balance_each_other_count_for_no_more_rows_than_there_are() {
    Share share = Share.of(clustered(new int[] {5, 5, 5, 5}, 10));

    // A design effect of 0; Student's quantiles for 39 and 3 degrees of freedom remain.
    assertThat(share.independentRows())
        .isEqualTo(40 * Math.pow(2.022691 / 3.182446, 2), within(1e-4));
  }

  @Test
  void where_all_rows_agree_or_there_is_one_cluster_a_cluster_counts_as_a_row() {
    assertThat(Share.of(clustered(new int[] {10, 10, 10}, 10)).independentRows()).isEqualTo(3);
    assertThat(Share.of(clustered(new int[] {0, 0, 0}, 10)).independentRows()).isEqualTo(3);
    assertThat(Share.of(clustered(new int[] {7}, 10)).independentRows()).isEqualTo(1);
  }

  @Test
  void no_outcome_has_a_smaller_p_than_the_smallest() {
    for (int clusters : new int[] {1, 2, 5, 10}) {
      double smallest = Share.smallestPAbove(0.8, clusters * 4, clusters);
      for (int[] holding : outcomes(clusters)) {
        assertThat(Share.of(clustered(holding, 4)).pAbove(0.8))
            .as(Arrays.toString(holding))
            .isGreaterThanOrEqualTo(smallest - 1e-12);
      }
    }
  }

  /** All ways to have so many clusters of four rows, in order of what they hold. */
  private static List<int[]> outcomes(int clusters) {
    List<int[]> all = new ArrayList<>();
    fill(new int[clusters], 0, 4, all);
    return all;
  }

  private static void fill(int[] holding, int next, int most, List<int[]> all) {
    if (next == holding.length) {
      all.add(holding.clone());
      return;
    }
    for (int i = 0; i <= most; i++) {
      holding[next] = i;
      fill(holding, next + 1, i, all);
    }
  }

  private static Sample independent(int holding, int n) {
    double[] values = new double[n];
    Arrays.fill(values, 0, holding, 1);
    return Sample.of(values);
  }

  private static Sample clustered(int[] holding, int rowsEach) {
    double[] values = new double[holding.length * rowsEach];
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = i % rowsEach < holding[i / rowsEach] ? 1 : 0;
      labels.add("c" + i / rowsEach);
    }
    return Sample.clustered(values, labels);
  }
}
