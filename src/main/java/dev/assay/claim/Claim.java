package dev.assay.claim;

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
 * @param fixture the CSV file of its rows
 * @param prediction what is said of the rows' effects
 * @param minimumEffect the smallest mean effect that is worth the statement, in {@code unit}
 * @param unit of the effect
 * @param because why the minimum effect, or the bounds, are what they are
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
    Prediction prediction,
    double minimumEffect,
    String unit,
    String because,
    Set<NullKind> mustBeat) {
  public Claim {
    mustBeat = Set.copyOf(mustBeat);
    if (!Double.isFinite(minimumEffect)) {
      throw new IllegalArgumentException(
          "The minimum effect of %s is %s; it must be a finite number."
              .formatted(id, minimumEffect));
    }
  }

  /** The unit of the estimate: of a universal claim, whatever is measured, the share that holds. */
  public String estimateUnit() {
    return prediction == Prediction.EVERY_ROW_HOLDS ? "of rows" : unit;
  }
}
