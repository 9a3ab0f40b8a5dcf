package dev.assay.study;

import dev.assay.claim.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a row gives the same result a second time. */
final class SameResult {
  /** Of the largest value of the claim: a text in another batch moves its numbers by less. */
  private static final double TOLERANCE = 1e-4;

  private SameResult() {}

  /** In words, how a row's result differs from what the study has of it; empty if it does not. */
  static Optional<String> difference(Result.Judged judged, String row, Outcome again) {
    List<Outcome.OfRow> rows = judged.rows();
    Optional<Outcome> before =
        rows.stream().filter(r -> r.row().equals(row)).map(Outcome.OfRow::outcome).findFirst();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    double scale =
        Math.max(
            Math.abs(judged.body().claim().minimumEffect()),
            rows.stream().mapToDouble(r -> largest(r.outcome())).max().orElse(0));
    return difference(before.get(), again, TOLERANCE * scale);
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
