package dev.assay.claim;

import dev.assay.trace.AssayException;

/** What rows must be like, each by itself: some share of them, or all. */
public sealed interface RowExpectation extends Expectation {

  /**
   * Every row's value lies between two bounds, both included; one may be infinite. One
   * counterexample refutes it.
   */
  record EveryWithin(double low, double high) implements RowExpectation {
    private static final Range ALL = new Range(1, 1);

    public EveryWithin {
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
  record ShareAtLeast(double value) implements RowExpectation {
    public ShareAtLeast {
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
  record ShareAtMost(double value) implements RowExpectation {
    public ShareAtMost {
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

  private static void requireShare(String kind, double value) {
    if (!(value > 0 && value < 1)) {
      throw new AssayException(
          "%s has value = %s, but a share that rows can show lies between 0 and 1, both excluded; of all rows or none speaks EveryRowWithin."
              .formatted(kind, value));
    }
  }
}
