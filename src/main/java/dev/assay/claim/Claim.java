package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A statement about a model that can be true or false, with what decides it.
 *
 * @param id stable, such as {@code negation-bidirectional.content}
 * @param finding the id of the published finding that this is a variant of
 * @param variant which one, such as {@code content}; empty if there is only one
 * @param topic the field it belongs to, such as {@code negation}
 * @param statement one sentence
 * @param source who says so, and where
 * @param fixture the file of its rows
 * @param expectation what the rows' numbers must be like
 * @param unit of a row's number
 * @param because why the expectation's numbers are what they are
 * @param published what the source reports, in the estimate's unit, if it does
 * @param mustBeat the nulls without whose defeat the measured effect says nothing of the mechanism
 */
public record Claim(
    String id,
    String finding,
    String variant,
    String topic,
    String statement,
    String source,
    String fixture,
    Expectation expectation,
    String unit,
    String because,
    OptionalDouble published,
    Set<NullKind> mustBeat) {
  /**
   * @throws AssayException if a published number is not finite, or if it must beat nulls although
   *     it claims no direction in which to be further than they
   */
  public Claim {
    mustBeat = Set.copyOf(mustBeat);
    if (published.isPresent() && !Double.isFinite(published.getAsDouble())) {
      throw new AssayException(
          "The published number of %s is %s; give a finite one or none."
              .formatted(id, published.getAsDouble()));
    }
    if (expectation instanceof MeanExpectation.Within && !mustBeat.isEmpty()) {
      throw new AssayException(
          "%s claims that a mean lies within borders, so there is no direction in which to beat a null; leave mustBeat out: nulls are reported all the same."
              .formatted(id));
    }
  }

  /** The unit of the estimate, which is not that of a row's number where rows or heads count. */
  public String estimateUnit() {
    return expectation.estimateUnit(unit);
  }

  /** The expectation's number as ledgers keep it: {@link Expectation#minimumEffect}. */
  public double minimumEffect() {
    return expectation.minimumEffect();
  }
}
