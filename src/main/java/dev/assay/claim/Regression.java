package dev.assay.claim;

import dev.assay.stats.Holm;
import dev.assay.stats.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares new results with a record, sentence by sentence. All claims of a model are compared at
 * once, because Holm's correction concerns all of them.
 */
public final class Regression {
  /** A change smaller than so much of a claim's {@link Scale} matters to nobody. */
  static final double MATTERS = 0.1;

  private Regression() {}

  /**
   * How every result compares with the record.
   *
   * @param recorded of the model itself, or of its baseline
   * @param measured all claims that are compared
   * @param others rows of further claims, by id, that are not to be compared but belong to the
   *     correction, so that a claim meets the same one alone as among the others; the rows on
   *     record of those that cannot have changed
   * @return in the order of what was measured
   */
  public static List<Change> of(
      Ledger recorded, List<Measurement> measured, Map<String, List<RowValue>> others) {
    // In the order of the claims, so that equal runs correct equally.
    Map<String, PairedChange> paired = new LinkedHashMap<>();
    others.forEach((claim, rows) -> pair(recorded, claim, rows, paired));
    measured.forEach(now -> pair(recorded, now.claim(), now.rows(), paired));
    Map<String, Tested> tested = Tested.of(paired);
    return measured.stream()
        .map(
            now ->
                recorded
                    .entry(now.claim())
                    .map(
                        old ->
                            compared(
                                recorded, old, now, Optional.ofNullable(tested.get(now.claim()))))
                    .orElseGet(() -> notOnRecord(now)))
        .toList();
  }

  private static void pair(
      Ledger recorded, String claim, List<RowValue> rows, Map<String, PairedChange> paired) {
    PairedChange.between(recorded.values(claim), rows)
        .ifPresent(change -> paired.put(claim, change));
  }

  /**
   * A change after Holm's correction.
   *
   * @param hopeless whether no change of so few clusters could have been told from 0
   */
  private record Tested(PairedChange change, double adjustedP, boolean hopeless) {
    static Map<String, Tested> of(Map<String, PairedChange> changes) {
      Map<String, Tested> tested = new HashMap<>();
      if (changes.isEmpty()) {
        return tested;
      }
      double[] ps = changes.values().stream().mapToDouble(PairedChange::p).toArray();
      double[] adjusted = Holm.adjust(ps);
      int next = 0;
      for (Map.Entry<String, PairedChange> change : changes.entrySet()) {
        int index = next++;
        double[] best = ps.clone();
        best[index] = change.getValue().smallestP();
        boolean hopeless = Holm.adjust(best)[index] >= Judge.ALPHA;
        tested.put(change.getKey(), new Tested(change.getValue(), adjusted[index], hopeless));
      }
      return tested;
    }

    Change.Paired inScale(double scale) {
      Interval interval = change.interval();
      double mean = change.differences().mean();
      return new Change.Paired(
          mean,
          new LedgerEntry.Bounds(interval.low(), interval.high()),
          mean / scale,
          adjustedP,
          change.differences().n());
    }
  }

  private static Change notOnRecord(Measurement now) {
    return new Change(
        now.claim(),
        Change.Kind.NOT_ON_RECORD,
        now.entry(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        List.of());
  }

  private static Change compared(
      Ledger ledger, LedgerEntry old, Measurement now, Optional<Tested> tested) {
    List<RowValue> before = ledger.values(now.claim());
    double scale = Scale.of(old, before);
    Optional<Change.Paired> paired = tested.map(t -> t.inScale(scale));
    List<String> provenance = old.provenance().differencesFrom(now.entry().provenance());
    List<String> flipped = Conditions.flipped(old, now.entry());
    String rows = FixtureRows.changed(ledger.rows(old), now.idsInFile());
    List<String> remarks = new ArrayList<>();
    if (!old.heads().equals(now.entry().heads())) {
      remarks.add(
          "other heads were chosen: %s, on record %s"
              .formatted(Wording.list(now.entry().heads()), Wording.list(old.heads())));
    }
    boolean known = !before.isEmpty() && !now.rows().isEmpty();
    if (known && !sameRows(before, now.rows())) {
      remarks.add(
          "compared on %d rows: %d are on record, %d were measured"
              .formatted(paired.map(Change.Paired::n).orElse(0), before.size(), now.rows().size()));
    }
    if (!known && !old.interval().contains(now.entry().estimate())) {
      remarks.add(
          "the estimate %s lies outside the interval on record, %s"
              .formatted(Wording.signed(now.entry().estimate()), Wording.estimate(old)));
    }
    Change.Kind kind;
    Optional<String> unlike =
        provenance.isEmpty() ? Reproduction.failure(old, before, now, scale) : Optional.empty();
    if (unlike.isPresent()) {
      kind = Change.Kind.NOT_REPRODUCED;
      remarks.add(unlike.get());
    } else if (old.verdict() != now.entry().verdict()) {
      kind =
          isAtTheBoundary(old, now, before, tested, paired, flipped, provenance, scale)
              ? Change.Kind.AT_THE_BOUNDARY
              : Change.Kind.VERDICT_CHANGED;
    } else {
      boolean moved = paired.filter(Change.Paired::matters).isPresent();
      kind = moved ? Change.Kind.MOVED : Change.Kind.AS_RECORDED;
    }
    return new Change(
        now.claim(),
        kind,
        now.entry(),
        Optional.of(old),
        paired,
        flipped,
        provenance,
        rows,
        remarks);
  }

  /**
   * Whether another verdict is a matter of chance: it was asked the same of the same sentences, a
   * change could have been told from 0, and was not.
   */
  private static boolean isAtTheBoundary(
      LedgerEntry old,
      Measurement now,
      List<RowValue> before,
      Optional<Tested> tested,
      Optional<Change.Paired> paired,
      List<String> flipped,
      List<String> provenance,
      double scale) {
    return paired.isPresent()
        && !provenance.contains("claim")
        && !provenance.contains("fixture")
        && !paired.get().isReal()
        && !tested.orElseThrow().hopeless()
        && sameRows(before, now.rows())
        && !flipped.contains(Conditions.MINIMUM)
        // A mean says nothing of the one row that refutes "every row".
        && (!flipped.contains(Conditions.EVERY_ROW) || tested.get().change().largest() < scale)
        && old.unit().equals(now.entry().unit());
  }

  private static boolean sameRows(List<RowValue> some, List<RowValue> others) {
    return ids(some).equals(ids(others));
  }

  private static Set<String> ids(List<RowValue> rows) {
    return rows.stream().map(RowValue::row).collect(Collectors.toSet());
  }
}
