package dev.assay.stats;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** The score interval of a share (Wilson 1927), by Apache Commons Statistics. */
public final class Wilson {

  private Wilson() {}

  /**
   * The 95% interval of the share of rows for which something holds, within [0, 1].
   *
   * @param successes for how many rows it holds, from 0 to {@code trials}
   * @param trials how many rows there are, at least 1
   */
  public static Interval interval(int successes, int trials) {
    if (trials < 1) {
      throw new IllegalArgumentException(
          "A share needs at least one row, but there are " + trials + ".");
    }
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "A share of " + trials + " rows cannot be held by " + successes + " of them.");
    }
    var bounds =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            trials, successes, 1 - MeanInterval.LEVEL);
    // None and all reach 0 and 1 exactly, but for rounding.
    double low = successes == 0 ? 0 : bounds.getLowerBound();
    double high = successes == trials ? 1 : bounds.getUpperBound();
    return new Interval(low, high, MeanInterval.LEVEL);
  }
}
