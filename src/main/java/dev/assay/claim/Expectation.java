package dev.assay.claim;

import dev.assay.stats.Interval;
import dev.assay.trace.AssayException;

/**
 * What the numbers must be like for a claim's statement to be true. Every kind refuses numbers with
 * which it says nothing, in a sentence.
 */
public sealed interface Expectation permits MeanExpectation, HeadExpectation, RowExpectation {

  /** Numbers from {@code low} to {@code high}, both included; either may be infinite. */
  record Range(double low, double high) {
    static Range from(double low) {
      return new Range(low, Double.POSITIVE_INFINITY);
    }

    static Range upTo(double high) {
      return new Range(Double.NEGATIVE_INFINITY, high);
    }

    boolean contains(double value) {
      return low <= value && value <= high;
    }

    /** Whether all of the interval lies in the range. */
    boolean contains(Interval interval) {
      return low <= interval.low() && interval.high() <= high;
    }

    /** Whether all of the interval lies outside, on one side. */
    boolean excludes(Interval interval) {
      return interval.high() < low || high < interval.low();
    }
  }

  /** The kind's name in {@code claims.json}. */
  String kind();

  /** Such as {@code a mean effect of at least +0.1 tokens}. */
  String inWords(String unit);

  /** Where the estimate must lie. */
  Range goal();

  /**
   * The expectation's number as ledgers keep it: the value that a mean, a head's mean, or a share
   * is compared with; of an equivalence half the distance between its borders; 0 where every row
   * must hold.
   */
  double minimumEffect();

  /** The unit of the estimate: that of a row's number, unless rows or heads are counted. */
  default String estimateUnit(String unit) {
    return unit;
  }

  /** Whether a row's value speaks for the claim. */
  default boolean holds(double value) {
    return goal().contains(value);
  }

  /**
   * How much an estimate, or a row's value, speaks for the claim: the larger, the more. Whether the
   * claim is further in the claimed direction than a null is the question of which of the two is
   * favoured more.
   */
  default double favour(double estimate) {
    return estimate;
  }

  /** Whether a row has an effect for every head, rather than one value. */
  default boolean perHead() {
    return false;
  }

  static void requireFinite(String kind, String name, double value) {
    if (!Double.isFinite(value)) {
      throw new AssayException(
          "%s has %s = %s, with which nothing can be compared; give a finite number."
              .formatted(kind, name, value));
    }
  }

  static void requireMinimum(String kind, double value) {
    requireFinite(kind, "value", value);
    if (value < 0) {
      throw new AssayException(
          "%s has value = %s, but an effect counts from 0 on; give 0 or more, or say MeanAtMost of the opposite effect."
              .formatted(kind, value));
    }
  }
}
