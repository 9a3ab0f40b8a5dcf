package dev.assay.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The 95% confidence interval of the mean effect that verdicts rest on. Each end is the more
 * cautious of two:
 *
 * <ul>
 *   <li>Student's t interval, with the cluster-robust standard error and one degree of freedom less
 *       than there are clusters (Liang and Zeger 1986; Donald and Lang 2007). It is right for
 *       symmetric effects, heavy tails included, and too short on the long side of skewed ones.
 *   <li>The studentised bootstrap interval ({@link StudentizedBootstrap}; Hall 1988). It follows
 *       skewness, but takes a few chance outliers for skewness too, and is then too short on the
 *       other side.
 * </ul>
 *
 * <p>An end that is no closer to the mean than either misses no more often than either. The BCa
 * interval (Efron 1987) is not used: it covers skewed effects, and few clusters, markedly less
 * often than 95% of the time. ARCHITECTURE.md has the measured coverage of all four.
 */
public final class MeanInterval {

  /** The nominal coverage. */
  public static final double LEVEL = 0.95;

  /** How often the clusters are resampled. */
  public static final int RESAMPLES = 10_000;

  private MeanInterval() {}

  /**
   * The interval of {@code sample}'s mean, in the unit of its effects. It is the mean itself where
   * the clusters do not differ at all, and has no bounds where there is only one cluster, since
   * nothing then tells how much clusters vary.
   *
   * @param seed decides the resamples; equal samples and seeds give equal intervals
   */
  public static Interval of(Sample sample, long seed) {
    return of(sample, seed, RESAMPLES);
  }

  static Interval of(Sample sample, long seed, int resamples) {
    int clusters = sample.clusters();
    if (clusters == 1) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, LEVEL);
    }
    double mean = sample.mean();
    double standardError = standardError(sample);
    if (standardError == 0) {
      return new Interval(mean, mean, LEVEL);
    }
    // The bootstrap's standard error divides by the number of clusters, Student's by one less.
    double student =
        TDistribution.of(clusters - 1).inverseSurvivalProbability((1 - LEVEL) / 2)
            * Math.sqrt(clusters / (clusters - 1.0));
    StudentizedBootstrap.Tails bootstrap = StudentizedBootstrap.tails(sample, seed, resamples);
    return new Interval(
        mean - Math.max(student, bootstrap.upper()) * standardError,
        mean - Math.min(-student, bootstrap.lower()) * standardError,
        LEVEL);
  }

  /**
   * The cluster-robust standard error of the mean, without small-sample correction (Liang and Zeger
   * 1986).
   */
  static double standardError(Sample sample) {
    double squares = 0;
    for (double residual : sample.clusterSums(sample.mean())) {
      squares += residual * residual;
    }
    return Math.sqrt(squares) / sample.n();
  }
}
