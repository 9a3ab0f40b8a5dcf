package dev.assay.claim;

import dev.assay.trace.AssayException;

/** What heads must have an effect like: of a row every head has one. */
public sealed interface HeadExpectation extends Expectation {

  /**
   * There is a head whose mean effect is at least {@code value}, which is not below 0. The head is
   * picked on one half of the rows and tested on the other, both ways, so that picking it is not
   * counted as evidence.
   */
  record SomeAtLeast(double value) implements HeadExpectation {
    public SomeAtLeast {
      Expectation.requireMinimum("SomeHeadAtLeast", value);
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
  record CountAtLeast(int heads, double value) implements HeadExpectation {
    public CountAtLeast {
      Expectation.requireFinite("HeadCountAtLeast", "value", value);
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
}
