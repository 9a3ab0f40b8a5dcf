package dev.assay.stats;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap interval of the mean (Efron 1987), over whole
 * clusters, acceleration by the jackknife: what {@link MeanInterval} is measured against, and not
 * used for verdicts.
 */
final class BcaInterval {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private BcaInterval() {}

  static Interval of(Sample sample, RandomGenerator random, int resamples) {
    double[] sums = sample.clusterSums(0);
    double[] sizes = sample.clusterSizes();
    double[] means = new double[resamples];
    double below = 0;
    for (int b = 0; b < resamples; b++) {
      double sum = 0;
      double size = 0;
      for (int i = 0; i < sums.length; i++) {
        int g = random.nextInt(sums.length);
        sum += sums[g];
        size += sizes[g];
      }
      means[b] = sum / size;
      below += means[b] < sample.mean() ? 1 : means[b] == sample.mean() ? 0.5 : 0;
    }
    Arrays.sort(means);
    // All resamples on one side would put the bias correction at infinity.
    double share = Math.min(Math.max(below, 1), resamples - 1.0) / resamples;
    double bias = NORMAL.inverseCumulativeProbability(share);
    double acceleration = acceleration(sample.mean() * sample.n(), sample.n(), sums, sizes);
    double tail = NORMAL.inverseCumulativeProbability((1 - MeanInterval.LEVEL) / 2);
    return new Interval(
        means[rank(bias, acceleration, tail, resamples)],
        means[rank(bias, acceleration, -tail, resamples)],
        MeanInterval.LEVEL);
  }

  private static int rank(double bias, double acceleration, double z, int resamples) {
    double share =
        NORMAL.cumulativeProbability(bias + (bias + z) / (1 - acceleration * (bias + z)));
    return Math.min(resamples - 1, Math.max(0, (int) ((resamples + 1) * share) - 1));
  }

  private static double acceleration(double total, int n, double[] sums, double[] sizes) {
    double[] without = new double[sums.length];
    for (int g = 0; g < sums.length; g++) {
      without[g] = (total - sums[g]) / (n - sizes[g]);
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      double influence = mean - value;
      squares += influence * influence;
      cubes += influence * influence * influence;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }
}
