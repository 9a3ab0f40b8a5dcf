package dev.assay.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The paired permutation test of "the mean effect is not positive" (Fisher 1935, section 21). An
 * effect is the difference of a pair; if the sides of the pair were exchangeable, its sign could as
 * well be the other one. The p value is the share of all ways to flip signs that give a mean at
 * least as large as the one observed. A cluster's effects are flipped together.
 *
 * <p>The test is exact where chance effects are symmetric about 0. Where they have a long tail
 * below 0 it rejects too often and where they have one above 0 too seldom, by the table in
 * ARCHITECTURE.md; that is one reason why a verdict asks for more than a small p.
 */
public final class SignFlipPermutation {

  /** Up to so many clusters every flip is looked at. */
  private static final int MOST_ENUMERATED = 20;

  /** How many flips are drawn where there are too many to enumerate. */
  private static final int DRAWS = 100_000;

  /**
   * Sums no further apart than this, relative to the sum of absolute effects, differ by rounding
   * alone.
   */
  private static final double ROUNDING = 1e-12;

  private static final int BLOCK = Byte.SIZE;

  private SignFlipPermutation() {}

  /**
   * The one-sided p value of {@code sample}, in (0, 1]: small where chance signs seldom give a mean
   * as large as this. Up to 20 clusters it is exact. Beyond, 100 000 flips are drawn and p = (b +
   * 1) / (100 000 + 1), where b of them reach the observed mean, so that it is never 0 and the test
   * stays valid (Phipson and Smyth 2010).
   *
   * @param seed decides which flips are drawn; without effect where all are enumerated
   */
  public static double pValue(Sample sample, long seed) {
    return pValue(sample, seed, DRAWS);
  }

  /**
   * The two-sided p value of {@code sample}, in (0, 1]: twice the smaller of its one-sided p and
   * that of the effects with the opposite signs, and at most 1. It tests "the mean effect is 0".
   *
   * @param seed as for {@link #pValue}
   */
  public static double twoSidedPValue(Sample sample, long seed) {
    if (sample.sumOfAbsoluteEffects() == 0) {
      return 1;
    }
    double[] sums = sample.clusterSums(0);
    double limit = ROUNDING * sample.sumOfAbsoluteEffects();
    double above = pValue(sums, limit, seed, DRAWS);
    double below = pValue(DoubleStream.of(sums).map(sum -> -sum).toArray(), limit, seed, DRAWS);
    return Math.min(1, 2 * Math.min(above, below));
  }

  /**
   * The smallest two-sided p value that any effects in so many clusters can have.
   *
   * @param clusters at least 1
   */
  public static double smallestAttainableTwoSidedP(int clusters) {
    return Math.min(1, 2 * smallestAttainableP(clusters));
  }

  static double pValue(Sample sample, long seed, int draws) {
    return pValue(sample.clusterSums(0), ROUNDING * sample.sumOfAbsoluteEffects(), seed, draws);
  }

  private static double pValue(double[] sums, double limit, long seed, int draws) {
    // Flipping clusters takes twice their sum off the total, so the mean stays as large iff that
    // sum is at most 0.
    if (sums.length <= MOST_ENUMERATED) {
      return Math.scalb((double) subsetsUpTo(limit, sums), -sums.length);
    }
    return (drawnSubsetsUpTo(limit, sums, seed, draws) + 1.0) / (draws + 1.0);
  }

  /**
   * The smallest p value that any effects in so many clusters can have. Where it exceeds what a
   * claim must reach, the sample is too small to support it.
   *
   * @param clusters at least 1
   */
  public static double smallestAttainableP(int clusters) {
    if (clusters < 1) {
      throw new IllegalArgumentException(
          "A sample has at least one cluster, but " + clusters + " were given.");
    }
    return clusters <= MOST_ENUMERATED ? Math.scalb(1.0, -clusters) : 1 / (DRAWS + 1.0);
  }

  /**
   * How many subsets of {@code values} have a sum of at most {@code limit}: the pairs of a subset
   * of the first half and one of the second, counted in one pass over both in order of their sums
   * (Horowitz and Sahni 1974).
   */
  private static int subsetsUpTo(double limit, double[] values) {
    double[] first = subsetSums(values, 0, values.length / 2);
    double[] second = subsetSums(values, values.length / 2, values.length);
    Arrays.sort(first);
    Arrays.sort(second);
    int count = 0;
    int fitting = second.length;
    for (double sum : first) {
      while (fitting > 0 && sum + second[fitting - 1] > limit) {
        fitting--;
      }
      count += fitting;
    }
    return count;
  }

  /** How many of {@code draws} subsets drawn at random have a sum of at most {@code limit}. */
  private static int drawnSubsetsUpTo(double limit, double[] values, long seed, int draws) {
    // Sums looked up by the eight: a subset of 60 values costs 8 additions and one random number.
    double[][] blocks = new double[(values.length + BLOCK - 1) / BLOCK][];
    for (int block = 0; block < blocks.length; block++) {
      int from = block * BLOCK;
      blocks[block] = subsetSums(values, from, Math.min(from + BLOCK, values.length));
    }
    // xoroshiro128++ (Blackman and Vigna 2021)
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    int count = 0;
    for (int draw = 0; draw < draws; draw++) {
      double sum = 0;
      long bits = 0;
      for (int block = 0; block < blocks.length; block++) {
        bits = block % (Long.SIZE / BLOCK) == 0 ? random.nextLong() : bits >>> BLOCK;
        double[] sums = blocks[block];
        sum += sums[(int) bits & (sums.length - 1)];
      }
      if (sum <= limit) {
        count++;
      }
    }
    return count;
  }

  /**
   * The sum of every subset of the values from {@code from} to before {@code to}, indexed by the
   * subset's bits.
   */
  private static double[] subsetSums(double[] values, int from, int to) {
    double[] sums = new double[1 << (to - from)];
    for (int i = from; i < to; i++) {
      int bit = 1 << (i - from);
      for (int subset = 0; subset < bit; subset++) {
        sums[subset + bit] = sums[subset] + values[i];
      }
    }
    return sums;
  }
}
