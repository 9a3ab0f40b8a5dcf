package dev.assay.claim;

import dev.assay.trace.AssayException;

/** What the mean of the rows' effects must be like. */
public sealed interface MeanExpectation extends Expectation {

  /** The mean of the rows' effects is at least {@code value}, which is not below 0. */
  record AtLeast(double value) implements MeanExpectation {
    public AtLeast {
      Expectation.requireMinimum("MeanAtLeast", value);
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
  record AtMost(double value) implements MeanExpectation {
    public AtMost {
      Expectation.requireFinite("MeanAtMost", "value", value);
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
  record Within(double low, double high) implements MeanExpectation {
    public Within {
      Expectation.requireFinite("MeanWithin", "low", low);
      Expectation.requireFinite("MeanWithin", "high", high);
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
}
