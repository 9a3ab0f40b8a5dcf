package dev.assay.study;

import dev.assay.claim.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether rows give the same results a second time.
 *
 * @param judged what the study has of them
 * @param before the same by row id
 * @param tolerance in the claim's unit
 */
record SameResult(Result.Judged judged, Map<String, Outcome> before, double tolerance) {
  /** Of the largest value of the claim: a text in another batch moves its numbers by less. */
  private static final double TOLERANCE = 1e-4;

  /** The same as the study has of a claim. */
  static SameResult as(Result.Judged judged) {
    Map<String, Outcome> before = new HashMap<>();
    double scale = Math.abs(judged.body().claim().minimumEffect());
    for (Outcome.OfRow row : judged.rows()) {
      before.put(row.row(), row.outcome());
      scale = Math.max(scale, largest(row.outcome()));
    }
    return new SameResult(judged, before, TOLERANCE * scale);
  }

  /** Whether it is of the same claim on the same model, which a run judges once. */
  boolean isOf(Result.Judged other) {
    return judged.body().equals(other.body()) && judged.model().equals(other.model());
  }

  /** In words, how a row's result differs from what the study has of it; empty if it does not. */
  Optional<String> difference(String row, Outcome again) {
    return Optional.ofNullable(before.get(row))
        .flatMap(outcome -> difference(outcome, again, tolerance));
  }

  private static double largest(Outcome outcome) {
    if (outcome instanceof Outcome.PerHead heads) {
      return heads.heads().values().stream().mapToDouble(Math::abs).max().orElse(0);
    }
    return Math.abs(single(outcome));
  }

  private static double single(Outcome outcome) {
    return ((Outcome.Value) outcome).value();
  }

  private static Optional<String> difference(Outcome before, Outcome again, double tolerance) {
    if (before.getClass() != again.getClass()) {
      return Optional.of("another kind of result as a test of its own than in the study");
    }
    if (before instanceof Outcome.PerHead first && again instanceof Outcome.PerHead second) {
      return first.heads().entrySet().stream()
          .filter(head -> !same(head, second.heads(), tolerance))
          .map(Map.Entry::getKey)
          .sorted()
          .findFirst()
          .map(
              head ->
                  "%s for head %s as a test of its own, and %s in the study"
                      .formatted(second.heads().get(head), head, first.heads().get(head)));
    }
    double first = single(before);
    double second = single(again);
    return Math.abs(first - second) <= tolerance
        ? Optional.empty()
        : Optional.of("%s as a test of its own, and %s in the study".formatted(second, first));
  }

  private static boolean same(
      Map.Entry<String, Double> head, Map<String, Double> others, double tolerance) {
    Double other = others.get(head.getKey());
    return other != null && Math.abs(head.getValue() - other) <= tolerance;
  }
}
