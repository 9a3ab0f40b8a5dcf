package dev.assay.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a verdict of SUPPORTED takes, by name, and which of it is not met: {@code interval} (it lies
 * wholly on the claimed side of the minimum effect), {@code every row} (holds), {@code power} (the
 * rows are enough), {@code correction} (p is small enough after it) and {@code null: random
 * weights} and the like (the claim beats all null models of that kind).
 */
final class Conditions {
  static final String INTERVAL = "interval";
  static final String EVERY_ROW = "every row";
  static final String POWER = "power";
  static final String CORRECTION = "correction";

  /** In place of the interval, where it is the claim's minimum effect that is another one. */
  static final String MINIMUM = "minimum";

  private static final String NULL = "null: ";

  private Conditions() {}

  /** Whether a condition is that of beating a kind of null models. */
  static boolean isNull(String condition) {
    return condition.startsWith(NULL);
  }

  static List<String> unmet(Judgement judgement) {
    List<String> unmet = new ArrayList<>();
    Assessment assessment = judgement.assessment();
    boolean refuted = judgement.verdict() == Verdict.REFUTED;
    Expectation expectation = judgement.claim().expectation();
    if (expectation instanceof RowExpectation.EveryWithin) {
      if (refuted) {
        unmet.add(EVERY_ROW);
      }
    } else if (!expectation.goal().contains(assessment.interval())) {
      unmet.add(INTERVAL);
    }
    if (judgement.verdict() == Verdict.UNDERPOWERED) {
      unmet.add(POWER);
    }
    if (judgement.adjustedP().orElse(0) >= Judge.ALPHA) {
      unmet.add(CORRECTION);
    }
    assessment.unbeaten().stream()
        .map(effect -> effect.model().kind())
        .distinct()
        .sorted()
        .forEach(kind -> unmet.add(NULL + kind.label()));
    return unmet;
  }

  /** What is met in one of two results and not in the other; empty if the verdicts are the same. */
  static List<String> flipped(LedgerEntry recorded, LedgerEntry measured) {
    if (recorded.verdict() == measured.verdict()) {
      return List.of();
    }
    Set<String> was = new LinkedHashSet<>(of(recorded));
    Set<String> is = new LinkedHashSet<>(of(measured));
    Set<String> flipped = new LinkedHashSet<>(was);
    flipped.addAll(is);
    flipped.removeIf(condition -> was.contains(condition) && is.contains(condition));
    if (recorded.unmet() == null && recorded.verdict() != Verdict.SUPPORTED) {
      // Which nulls were not beaten then is not on record.
      flipped.removeIf(Conditions::isNull);
    }
    if (was.contains(INTERVAL) && is.contains(INTERVAL) && refutes(recorded) != refutes(measured)) {
      // It lay wholly on the other side, and now it does not, or the other way round.
      flipped.add(INTERVAL);
    }
    if (flipped.contains(INTERVAL) && recorded.minimumEffect() != measured.minimumEffect()) {
      flipped.remove(INTERVAL);
      flipped.add(MINIMUM);
    }
    if (flipped.isEmpty()) {
      // Nothing else is left: an older ledger says of nulls only which was the strongest.
      flipped.add(NULL + "which one is not on record");
    }
    return List.copyOf(flipped);
  }

  private static boolean refutes(LedgerEntry entry) {
    return entry.verdict() == Verdict.REFUTED;
  }

  private static List<String> of(LedgerEntry entry) {
    if (entry.unmet() != null) {
      return entry.unmet();
    }
    List<String> unmet = new ArrayList<>();
    boolean tested = entry.pValue().isPresent();
    if (refutes(entry) || (tested && entry.interval().low() < entry.minimumEffect())) {
      unmet.add(tested ? INTERVAL : EVERY_ROW);
    }
    if (entry.verdict() == Verdict.UNDERPOWERED) {
      unmet.add(POWER);
    }
    Double adjusted = entry.adjustedP();
    if (adjusted != null && adjusted >= Judge.ALPHA) {
      unmet.add(CORRECTION);
    }
    return unmet;
  }
}
