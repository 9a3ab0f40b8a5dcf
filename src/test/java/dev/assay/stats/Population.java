package dev.assay.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Where simulated effects come from.
 *
 * @param mean the mean that an interval should cover
 */
record Population(String title, double mean, Draw draw) {

  static final Population NORMAL =
      new Population("normal", 0, independent(RandomGenerator::nextGaussian));
  static final Population T3 =
      new Population("Student's t, 3 degrees of freedom", 0, independent(Population::t3));
  static final Population LOGNORMAL =
      new Population("lognormal", Math.exp(0.5), independent(Population::lognormal));
  static final Population RIGHT_SKEWED =
      new Population(
          "lognormal less its mean", 0, independent(random -> lognormal(random) - Math.exp(0.5)));
  static final Population LEFT_SKEWED =
      new Population(
          "mean less the lognormal", 0, independent(random -> Math.exp(0.5) - lognormal(random)));
  static final Population CLUSTERED_NORMAL =
      new Population("clustered normal", 0, clustered(normal -> normal));
  static final Population CLUSTERED_LOGNORMAL =
      new Population("clustered lognormal", Math.exp(0.5), clustered(Math::exp));

  /** Rows that hold with a probability of {@code share}: 1 where one does, 0 where not. */
  static Population yes(double share) {
    double border = NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
    return new Population(
        "independent, share " + share,
        share,
        independent(random -> random.nextGaussian() < border ? 1 : 0));
  }

  /** The same of rows in clusters. */
  static Population clusteredYes(double share) {
    double border = NormalDistribution.of(0, 1).inverseCumulativeProbability(share);
    return new Population(
        "clustered, share " + share, share, clustered(normal -> normal < border ? 1 : 0));
  }

  Sample draw(int n, RandomGenerator random) {
    return draw.draw(n, random);
  }

  interface Draw {
    Sample draw(int n, RandomGenerator random);
  }

  private static Draw independent(ToDoubleFunction<RandomGenerator> effect) {
    return (n, random) -> {
      double[] effects = new double[n];
      for (int i = 0; i < n; i++) {
        effects[i] = effect.applyAsDouble(random);
      }
      return Sample.of(effects);
    };
  }

  /**
   * Clusters of 4 and 5 rows in turn; before {@code shape}, rows of one cluster correlate by 0.5.
   */
  private static Draw clustered(DoubleUnaryOperator shape) {
    return (n, random) -> {
      double[] effects = new double[n];
      List<String> labels = new ArrayList<>();
      double shared = 0;
      for (int i = 0; i < n; i++) {
        if (i % 9 == 0 || i % 9 == 4) {
          shared = random.nextGaussian();
        }
        effects[i] = shape.applyAsDouble(Math.sqrt(0.5) * (shared + random.nextGaussian()));
        labels.add(i / 9 + (i % 9 < 4 ? "a" : "b"));
      }
      return Sample.clustered(effects, labels);
    };
  }

  private static double lognormal(RandomGenerator random) {
    return Math.exp(random.nextGaussian());
  }

  private static double t3(RandomGenerator random) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      squares += normal * normal;
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }
}
