package dev.assay.stats;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The bootstrap distribution of the studentised mean (bootstrap-t; Efron 1979, Hall 1988), over
 * whole clusters.
 *
 * <p>A resample gives every cluster g a weight w_g. With r_g the sum and m_g the number of the
 * cluster's effects, counted from the sample's mean, and G clusters, its shift is d = Σ w_g r_g / Σ
 * w_g m_g and its t is d over the standard error √(Σ w_g (r_g − d m_g)² · Σ w_g / G) / Σ w_g m_g.
 * With the counts of a draw with replacement as weights this is the classical bootstrap-t.
 *
 * <p>The weights are independent Beta(1/2, 3/2), as proposed by Owen (2025, "Better bootstrap t
 * confidence intervals for the mean", arXiv:2508.10083). Relative to their mean they have the
 * variance and the third moment of counts, hence the same second-order accuracy, but are never 0:
 * counts often leave out all clusters that differ from the rest when there are few clusters or many
 * ties, and then the standard error is 0 and t infinite.
 */
final class StudentizedBootstrap {

  /** One in so many resamples is cut off at either end: 2.5%. */
  private static final int CUT = 40;

  private StudentizedBootstrap() {}

  /**
   * The values that 2.5% of the resampled t are at most and at least.
   *
   * @param lower the lower one, usually negative
   * @param upper the upper one, usually positive
   */
  record Tails(double lower, double upper) {}

  /**
   * The tails of the bootstrap distribution of t.
   *
   * @param sample effects of at least two clusters, whose sums of distances from the mean are not
   *     all 0
   * @param resamples at least 39, or there is no tail to look at
   */
  static Tails tails(Sample sample, long seed, int resamples) {
    double[] t = resampledT(sample, seed, resamples);
    Arrays.sort(t);
    int rank = (resamples + 1) / CUT;
    return new Tails(t[rank - 1], t[resamples - rank]);
  }

  private static double[] resampledT(Sample sample, long seed, int resamples) {
    // xoroshiro128++ (Blackman and Vigna 2021)
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] residuals = sample.clusterSums(sample.mean());
    double[] sizes = sample.clusterSizes();
    int clusters = residuals.length;
    double[] weights = new double[clusters];
    double[] t = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      double weightSum = 0;
      double residualSum = 0;
      double sizeSum = 0;
      for (int g = 0; g < clusters; g++) {
        double weight = weight(random);
        weights[g] = weight;
        weightSum += weight;
        residualSum += weight * residuals[g];
        sizeSum += weight * sizes[g];
      }
      double shift = residualSum / sizeSum;
      double squares = 0;
      for (int g = 0; g < clusters; g++) {
        double residual = residuals[g] - shift * sizes[g];
        squares += weights[g] * residual * residual;
      }
      t[b] = residualSum / Math.sqrt(squares * weightSum / clusters);
    }
    return t;
  }

  /**
   * A Beta(1/2, 3/2) deviate: the squared first coordinate of a point drawn evenly from the unit
   * disc, whose density is proportional to √(1 − x²).
   */
  private static double weight(UniformRandomProvider random) {
    while (true) {
      // One call fills both coordinates. The half step keeps them off 0 and their range symmetric.
      long bits = random.nextLong();
      double x = ((int) bits + 0.5) * 0x1p-31;
      double y = ((int) (bits >>> Integer.SIZE) + 0.5) * 0x1p-31;
      if (x * x + y * y < 1) {
        return x * x;
      }
    }
  }
}
