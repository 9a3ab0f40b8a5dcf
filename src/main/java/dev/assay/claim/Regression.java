package dev.assay.claim;

import dev.assay.stats.Holm;
import dev.assay.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param unmeasured how many further claims belong to the comparison but were not measured now.
   *     They are counted as unchanged, so that a claim compared alone meets the same correction as
   *     among the others
   * @return in the order of what was measured
   */
  public static List<Change> of(Ledger recorded, List<Measurement> measured, int unmeasured) {
    // In the order of the claims, so that equal runs correct equally.
    Map<String, PairedChange> paired = new LinkedHashMap<>();
    for (Measurement now : measured) {
      PairedChange.between(recorded.values(now.claim()), now.rows())
          .ifPresent(change -> paired.put(now.claim(), change));
    }
    List<String> family = List.copyOf(paired.keySet());
    List<Change> changes = new ArrayList<>();
    for (Measurement now : measured) {
      Optional<LedgerEntry> old = recorded.entry(now.claim());
      changes.add(
          old.isEmpty()
              ? notOnRecord(now)
              : compared(
                  recorded,
                  old.get(),
                  now,
                  Optional.ofNullable(paired.get(now.claim()))
                      .map(change -> Tested.of(now.claim(), family, paired, unmeasured))));
    }
    return changes;
  }

  /**
   * A change after Holm's correction.
   *
   * @param hopeless whether no change of so few clusters could have been told from 0
   */
  private record Tested(PairedChange change, double adjustedP, boolean hopeless) {
    static Tested of(
        String claim, List<String> family, Map<String, PairedChange> changes, int unmeasured) {
      double[] ps = new double[family.size() + unmeasured];
      Arrays.fill(ps, 1);
      for (int i = 0; i < family.size(); i++) {
        ps[i] = Objects.requireNonNull(changes.get(family.get(i))).p();
      }
      int index = family.indexOf(claim);
      PairedChange change = Objects.requireNonNull(changes.get(claim));
      double adjusted = Holm.adjust(ps)[index];
      ps[index] = change.smallestP();
      return new Tested(change, adjusted, Holm.adjust(ps)[index] >= Judge.ALPHA);
    }

    Change.Paired inScale(double scale) {
      Interval interval = change.interval();
      return new Change.Paired(
          change.mean(),
          new LedgerEntry.Bounds(interval.low(), interval.high()),
          change.mean() / scale,
          adjustedP,
          change.n());
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
    if (!before.isEmpty() && !sameRows(before, now.rows())) {
      remarks.add(
          "compared on %d rows: %d are on record, %d were measured"
              .formatted(paired.map(Change.Paired::n).orElse(0), before.size(), now.rows().size()));
    }
    if (before.isEmpty()) {
      remarks.add("no rows are on record, so no change can be tested; record it again");
      if (!old.interval().contains(now.entry().estimate())) {
        remarks.add(
            "the estimate %s lies outside the interval on record, %s"
                .formatted(Wording.signed(now.entry().estimate()), Wording.estimate(old)));
      }
    }
    Change.Kind kind;
    Optional<String> unlike =
        provenance.isEmpty() ? Reproduction.failure(old, before, now, scale) : Optional.empty();
    if (unlike.isPresent()) {
      kind = Change.Kind.NOT_REPRODUCED;
      remarks.add(unlike.get());
    } else if (old.verdict() != now.entry().verdict()) {
      kind =
          isAtTheBoundary(old, now, before, tested, paired, flipped, scale)
              ? Change.Kind.AT_THE_BOUNDARY
              : Change.Kind.VERDICT_CHANGED;
    } else {
      boolean moved =
          paired.filter(Change.Paired::isReal).isPresent()
              && Math.abs(paired.get().relative()) >= MATTERS;
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
      double scale) {
    return paired.isPresent()
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
