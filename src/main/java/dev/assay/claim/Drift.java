package dev.assay.claim;

import java.util.List;
import java.util.Optional;

/**
 * How a claim's new result compares with what is on record.
 *
 * @param kind what follows from the comparison
 * @param recorded what is on record, if anything
 * @param changed which of weights, configuration, tokenizer, fixture, claim, engine and Assay is
 *     not what it was
 * @param rows what became of the fixture's rows, in words; empty if they are the same
 */
public record Drift(Kind kind, Optional<LedgerEntry> recorded, List<String> changed, String rows) {

  /** The outcomes, from good to bad. */
  public enum Kind {
    /** The same verdict, and the new estimate within the interval on record. */
    AS_RECORDED,
    /** The same verdict, but the new estimate lies outside the interval on record. */
    INTERVAL_MOVED,
    /**
     * The same verdict, and the new estimate within the interval on record, but of other heads: for
     * claims about heads.
     */
    HEADS_MOVED,
    /** Nothing to compare with. */
    NOT_ON_RECORD,
    /** Another verdict. */
    VERDICT_CHANGED
  }

  public Drift {
    changed = List.copyOf(changed);
  }

  /** Compares a new result with what is on record. */
  public static Drift of(Optional<LedgerEntry> recorded, LedgerEntry measured, String rows) {
    if (recorded.isEmpty()) {
      return new Drift(Kind.NOT_ON_RECORD, recorded, List.of(), rows);
    }
    LedgerEntry old = recorded.get();
    List<String> changed = old.provenance().differencesFrom(measured.provenance());
    return new Drift(kind(old, measured), recorded, changed, rows);
  }

  private static Kind kind(LedgerEntry old, LedgerEntry measured) {
    if (old.verdict() != measured.verdict()) {
      return Kind.VERDICT_CHANGED;
    }
    if (!old.interval().contains(measured.estimate())) {
      return Kind.INTERVAL_MOVED;
    }
    return old.heads().equals(measured.heads()) ? Kind.AS_RECORDED : Kind.HEADS_MOVED;
  }

  /** In words, what became of a fixture's rows since they were recorded; empty if nothing. */
  public static String rows(List<String> recorded, List<String> now) {
    List<String> removed = recorded.stream().filter(id -> !now.contains(id)).toList();
    List<String> added = now.stream().filter(id -> !recorded.contains(id)).toList();
    if (recorded.isEmpty() || (removed.isEmpty() && added.isEmpty())) {
      return "";
    }
    String gone = removed.isEmpty() ? "" : "rows removed: " + String.join(", ", removed);
    String come = added.isEmpty() ? "" : "rows added: " + String.join(", ", added);
    return gone.isEmpty() || come.isEmpty() ? gone + come : gone + "; " + come;
  }

  /** Whether the run fails for it: a verdict nobody expects, or an unsupported one unrecorded. */
  public boolean fails(Verdict verdict) {
    return switch (kind) {
      case AS_RECORDED, INTERVAL_MOVED, HEADS_MOVED -> false;
      case NOT_ON_RECORD -> verdict != Verdict.SUPPORTED;
      case VERDICT_CHANGED -> true;
    };
  }
}
