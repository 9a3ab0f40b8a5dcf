package dev.assay.measure;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/** Pearson's r and Spearman's rho, with a value where the textbook has 0/0. */
public final class Correlation {
  /**
   * Differences smaller than this share of the largest number, some ulps of float32, are rounding:
   * numbers that differ by less count as equal.
   */
  private static final double ROUNDING = 0x1p-20;

  private Correlation() {}

  /**
   * Pearson's r = Σ (x−x̄)(y−ȳ) / √(Σ (x−x̄)² · Σ (y−ȳ)²), from −1 to 1. Constant numbers have no
   * variance. Uniform attention is such a case, and a null model, so r is given a value there: 1 if
   * both are constant and equal (what is identical is preserved), else 0 (a constant tells nothing
   * about the other).
   *
   * @throws IllegalArgumentException if there are no numbers, or not as many of each
   */
  public static double pearson(double[] x, double[] y) {
    if (x.length != y.length || x.length == 0) {
      throw new IllegalArgumentException(
          "%d numbers cannot be correlated with %d.".formatted(x.length, y.length));
    }
    Range rangeX = Range.of(x);
    Range rangeY = Range.of(y);
    if (rangeX.isPoint() || rangeY.isPoint()) {
      return rangeX.with(rangeY).isPoint() ? 1 : 0;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    // Rounding may put the quotient just outside [-1,1].
    return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))));
  }

  /**
   * Spearman's rank correlation: {@link #pearson} of the ranks of the numbers, from −1 to 1. Equal
   * numbers share the mean of the ranks that they take up together. Spearman 1904, "The Proof and
   * Measurement of Association between Two Things".
   *
   * @throws IllegalArgumentException if there are no numbers, or not as many of each
   */
  public static double spearman(double[] x, double[] y) {
    return pearson(ranks(x), ranks(y));
  }

  private static double[] ranks(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      double own = numbers[i];
      int below = firstIndex(sorted, number -> number >= own);
      int notAbove = firstIndex(sorted, number -> number > own);
      ranks[i] = (below + 1 + notAbove) / 2.0;
    }
    return ranks;
  }

  /** Where numbers in ascending order begin to satisfy a condition, by halving. */
  private static int firstIndex(double[] ascending, DoublePredicate condition) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (condition.test(ascending[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  // Loops and no streams: a run takes millions of correlations.
  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  private record Range(double min, double max) {
    static Range of(double[] numbers) {
      double min = numbers[0];
      double max = numbers[0];
      for (double number : numbers) {
        if (number < min) {
          min = number;
        } else if (number > max) {
          max = number;
        }
      }
      return new Range(min, max);
    }

    Range with(Range other) {
      return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    boolean isPoint() {
      return max - min <= ROUNDING * Math.max(Math.abs(min), Math.abs(max));
    }
  }
}
