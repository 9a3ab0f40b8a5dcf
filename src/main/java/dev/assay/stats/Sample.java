package dev.assay.stats;

import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * The effects of one claim's rows, in the order of the rows, each with the cluster it belongs to.
 * Rows made from one template are one cluster: they are not independent, so they are resampled and
 * flipped together. Immutable; every effect is finite and there is at least one.
 */
public final class Sample {

  private final double[] effects;
  private final int[] clusterOf;
  private final int clusters;
  private final double mean;

  private Sample(double[] effects, int[] clusterOf, int clusters) {
    if (effects.length == 0) {
      throw new IllegalArgumentException("A sample needs at least one effect, but has none.");
    }
    for (int i = 0; i < effects.length; i++) {
      if (!Double.isFinite(effects[i])) {
        throw new IllegalArgumentException(
            "Effects must be finite, but effect "
                + (i + 1)
                + " of "
                + effects.length
                + " is "
                + effects[i]
                + ".");
      }
    }
    this.effects = effects;
    this.clusterOf = clusterOf;
    this.clusters = clusters;
    // The mean of equal effects can round to their neighbour, which would give equal effects a
    // spread.
    DoubleSummaryStatistics range = DoubleStream.of(effects).summaryStatistics();
    this.mean = Math.min(range.getMax(), Math.max(range.getMin(), Mean.of(effects).getAsDouble()));
  }

  /** A sample of independent rows: every effect is a cluster of its own. */
  public static Sample of(double... effects) {
    int[] clusterOf = new int[effects.length];
    for (int i = 0; i < effects.length; i++) {
      clusterOf[i] = i;
    }
    return new Sample(effects.clone(), clusterOf, effects.length);
  }

  /**
   * A sample of rows of which some belong together.
   *
   * @param effects one effect per row
   * @param clusterLabels the label of each row's cluster, as many as there are effects; rows of
   *     equal label are one cluster, wherever they stand
   */
  public static Sample clustered(double[] effects, List<String> clusterLabels) {
    if (effects.length != clusterLabels.size()) {
      throw new IllegalArgumentException(
          "Every effect needs one cluster label, but there are "
              + effects.length
              + " effects and "
              + clusterLabels.size()
              + " labels.");
    }
    Map<String, Integer> numbers = new HashMap<>();
    int[] clusterOf = new int[effects.length];
    for (int i = 0; i < effects.length; i++) {
      clusterOf[i] = numbers.computeIfAbsent(clusterLabels.get(i), label -> numbers.size());
    }
    return new Sample(effects.clone(), clusterOf, numbers.size());
  }

  /** The same rows' distances above {@code border}, positive where an effect exceeds it. */
  public Sample above(double border) {
    return map(effect -> effect - border);
  }

  /** The same rows' distances below {@code border}, positive where an effect falls short of it. */
  public Sample below(double border) {
    return map(effect -> border - effect);
  }

  private Sample map(DoubleUnaryOperator change) {
    return new Sample(DoubleStream.of(effects).map(change).toArray(), clusterOf, clusters);
  }

  /** How many effects there are. */
  public int n() {
    return effects.length;
  }

  /** How many clusters the effects fall into: {@link #n} when the rows are independent. */
  public int clusters() {
    return clusters;
  }

  /**
   * The arithmetic mean over the effects; a row counts the same whatever the size of its cluster.
   */
  public double mean() {
    return mean;
  }

  /** The standard deviation over the effects, with divisor n - 1; 0 for a single effect. */
  public double sd() {
    return StandardDeviation.of(effects).getAsDouble();
  }

  /**
   * Cohen's d_z, the mean effect in units of the effects' standard deviation (Cohen 1988, section
   * 2.3.5). Empty where the effects do not vary, so there is no unit to measure in.
   */
  public OptionalDouble cohensDz() {
    double sd = sd();
    return sd > 0 ? OptionalDouble.of(mean / sd) : OptionalDouble.empty();
  }

  /** The number of effects in each cluster. */
  double[] clusterSizes() {
    double[] sizes = new double[clusters];
    for (int cluster : clusterOf) {
      sizes[cluster]++;
    }
    return sizes;
  }

  /** The sum over each cluster of its effects' distances from {@code origin}. */
  double[] clusterSums(double origin) {
    double[] sums = new double[clusters];
    for (int i = 0; i < effects.length; i++) {
      sums[clusterOf[i]] += effects[i] - origin;
    }
    return sums;
  }

  /** The sum of the effects' absolute values. */
  double sumOfAbsoluteEffects() {
    return DoubleStream.of(effects).map(Math::abs).sum();
  }
}
