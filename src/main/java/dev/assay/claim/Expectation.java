package dev.assay.claim;

import dev.assay.stats.Interval;
import dev.assay.trace.AssayException;

/**
 * What the numbers must be like for a claim's statement to be true. Every kind refuses numbers with
 * which it says nothing, in a sentence.
 */
public sealed interface Expectation {

  /** The mean of the rows' effects is at least {@code value}, which is not below 0. */
  record MeanAtLeast(double value) implements Expectation {
    public MeanAtLeast {
      requireMinimum("MeanAtLeast", value);
    }

    @Override
    public String kind() {
      return "MEAN_AT_LEAST";
    }

    @Override
    public String inWords(String unit) {
      return "a mean effect of at least %s %s".formatted(Wording.signed(value), unit);
    }

    @Override
    public Range goal() {
      return Range.from(value);
    }

    @Override
    public double minimumEffect() {
      return value;
    }
  }

  /** The mean of the rows' effects is at most {@code value}. */
  record MeanAtMost(double value) implements Expectation {
    public MeanAtMost {
      requireFinite("MeanAtMost", "value", value);
    }

    @Override
    public String kind() {
      return "MEAN_AT_MOST";
    }

    @Override
    public String inWords(String unit) {
      return "a mean effect of at most %s %s".formatted(Wording.signed(value), unit);
    }

    @Override
    public Range goal() {
      return Range.upTo(value);
    }

    @Override
    public double minimumEffect() {
      return value;
    }

    @Override
    public double favour(double estimate) {
      return -estimate;
    }
  }

  /** The mean of the rows' effects lies between two borders: it makes no difference beyond them. */
  record MeanWithin(double low, double high) implements Expectation {
    public MeanWithin {
      requireFinite("MeanWithin", "low", low);
      requireFinite("MeanWithin", "high", high);
      if (!(low < high)) {
        throw new AssayException(
            "MeanWithin has low = %s and high = %s, between which no mean can lie; give a lower end below the upper one."
                .formatted(low, high));
      }
    }

    @Override
    public String kind() {
      return "MEAN_WITHIN";
    }

    @Override
    public String inWords(String unit) {
      return "a mean effect between %s and %s %s"
          .formatted(Wording.signed(low), Wording.signed(high), unit);
    }

    @Override
    public Range goal() {
      return new Range(low, high);
    }

    @Override
    public double minimumEffect() {
      return (high - low) / 2;
    }

    @Override
    public double favour(double estimate) {
      return -Math.abs(estimate - (low + high) / 2);
    }
  }

  /**
   * There is a head whose mean effect is at least {@code value}, which is not below 0. The head is
   * picked on one half of the rows and tested on the other, both ways, so that picking it is not
   * counted as evidence.
   */
  record SomeHeadAtLeast(double value) implements Expectation {
    public SomeHeadAtLeast {
      requireMinimum("SomeHeadAtLeast", value);
    }

    @Override
    public String kind() {
      return "HEAD_EXISTS";
    }

    @Override
    public String inWords(String unit) {
      return "a head with a mean effect of at least %s %s".formatted(Wording.signed(value), unit);
    }

    @Override
    public Range goal() {
      return Range.from(value);
    }

    @Override
    public double minimumEffect() {
      return value;
    }

    @Override
    public boolean perHead() {
      return true;
    }
  }

  /**
   * There are at least so many heads whose mean effect is at least {@code value}. They are found on
   * one half of the rows and tested on the other, both ways.
   */
  record HeadCountAtLeast(int heads, double value) implements Expectation {
    public HeadCountAtLeast {
      requireFinite("HeadCountAtLeast", "value", value);
      if (heads < 1) {
        throw new AssayException(
            "HeadCountAtLeast has heads = %d, which every model has; ask for 1 or more."
                .formatted(heads));
      }
    }

    @Override
    public String kind() {
      return "HEAD_COUNT_AT_LEAST";
    }

    @Override
    public String inWords(String unit) {
      return "at least %d %s with a mean effect of at least %s %s"
          .formatted(heads, heads == 1 ? "head" : "heads", Wording.signed(value), unit);
    }

    @Override
    public Range goal() {
      return Range.from(heads);
    }

    @Override
    public double minimumEffect() {
      return value;
    }

    @Override
    public String estimateUnit(String unit) {
      return "heads";
    }

    @Override
    public boolean perHead() {
      return true;
    }
  }

  /**
   * Every row's value lies between two bounds, both included; one may be infinite. One
   * counterexample refutes it.
   */
  record EveryRowWithin(double low, double high) implements Expectation {
    private static final Range ALL = new Range(1, 1);

    public EveryRowWithin {
      if (!(low <= high) || (low == high && Double.isInfinite(low))) {
        throw new AssayException(
            "EveryRowWithin has low = %s and high = %s, between which no value can lie; give a lower end that is not above the upper one."
                .formatted(low, high));
      }
    }

    @Override
    public String kind() {
      return "EVERY_ROW_HOLDS";
    }

    @Override
    public String inWords(String unit) {
      return "every row between %s and %s %s"
          .formatted(Wording.plain(low), Wording.plain(high), unit);
    }

    @Override
    public Range goal() {
      return ALL;
    }

    @Override
    public double minimumEffect() {
      return 0;
    }

    @Override
    public String estimateUnit(String unit) {
      return "of rows";
    }

    @Override
    public boolean holds(double value) {
      return low <= value && value <= high;
    }
  }

  /** The share of rows whose value is above 0 is at least {@code value}, between 0 and 1. */
  record ShareOfRowsAtLeast(double value) implements Expectation {
    public ShareOfRowsAtLeast {
      requireShare("ShareOfRowsAtLeast", value);
    }

    @Override
    public String kind() {
      return "SHARE_OF_ROWS_AT_LEAST";
    }

    @Override
    public String inWords(String unit) {
      return "a share of at least %s of rows".formatted(Wording.plain(value));
    }

    @Override
    public Range goal() {
      return Range.from(value);
    }

    @Override
    public double minimumEffect() {
      return value;
    }

    @Override
    public String estimateUnit(String unit) {
      return "of rows";
    }

    @Override
    public boolean holds(double value) {
      return value > 0;
    }
  }

  /** The share of rows whose value is above 0 is at most {@code value}, between 0 and 1. */
  record ShareOfRowsAtMost(double value) implements Expectation {
    public ShareOfRowsAtMost {
      requireShare("ShareOfRowsAtMost", value);
    }

    @Override
    public String kind() {
      return "SHARE_OF_ROWS_AT_MOST";
    }

    @Override
    public String inWords(String unit) {
      return "a share of at most %s of rows".formatted(Wording.plain(value));
    }

    @Override
    public Range goal() {
      return Range.upTo(value);
    }

    @Override
    public double minimumEffect() {
      return value;
    }

    @Override
    public String estimateUnit(String unit) {
      return "of rows";
    }

    @Override
    public boolean holds(double value) {
      return !(value > 0);
    }

    @Override
    public double favour(double estimate) {
      return -estimate;
    }
  }

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

  private static void requireMinimum(String kind, double value) {
    requireFinite(kind, "value", value);
    if (value < 0) {
      throw new AssayException(
          "%s has value = %s, but an effect counts from 0 on; give 0 or more, or say MeanAtMost of the opposite effect."
              .formatted(kind, value));
    }
  }

  private static void requireShare(String kind, double value) {
    if (!(value > 0 && value < 1)) {
      throw new AssayException(
          "%s has value = %s, but a share that rows can show lies between 0 and 1, both excluded; of all rows or none speaks EveryRowWithin."
              .formatted(kind, value));
    }
  }

  private static void requireFinite(String kind, String name, double value) {
    if (!Double.isFinite(value)) {
      throw new AssayException(
          "%s has %s = %s, with which nothing can be compared; give a finite number."
              .formatted(kind, name, value));
    }
  }
}
