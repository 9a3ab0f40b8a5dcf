package dev.assay.claim;

import java.util.List;
import java.util.Optional;

/**
 * How a claim's new result compares with what is on record.
 *
 * @param claim its id
 * @param kind what follows from the comparison
 * @param measured the new result
 * @param recorded what is on record, if anything
 * @param paired by how much the rows have changed; absent if no row's value is on record
 * @param flipped where the verdicts differ, which conditions of SUPPORTED are met in one of them
 *     only, as {@link Conditions} names them
 * @param provenance which of weights, configuration, tokenizer, fixture, claim, engine and Assay is
 *     not what it was
 * @param rows what became of the fixture's rows, in words; empty if they are the same
 * @param remarks what else to know about the comparison, a sentence each
 */
public record Change(
    String claim,
    Kind kind,
    LedgerEntry measured,
    Optional<LedgerEntry> recorded,
    Optional<Paired> paired,
    List<String> flipped,
    List<String> provenance,
    String rows,
    List<String> remarks) {

  /** What follows, the gravest first. */
  public enum Kind {
    /** Another verdict. */
    VERDICT_CHANGED,
    /** Nothing that the result is made from has changed, and yet a row's value has. */
    NOT_REPRODUCED,
    /** The verdict would be another one, but the change cannot be told from 0. */
    AT_THE_BOUNDARY,
    /** The same verdict, but the change is real, and large enough to matter. */
    MOVED,
    /** Nothing to compare with. */
    NOT_ON_RECORD,
    /** The same verdict, and no change, or none that matters. */
    AS_RECORDED
  }

  /**
   * By how much the rows have changed.
   *
   * @param mean over the common rows, of measured minus recorded, in the unit of the rows' values
   * @param interval its 95% interval over clusters
   * @param relative the mean in units of the claim's minimum effect; of a claim about bounds, in
   *     tenths of their width
   * @param adjustedP of "the mean change is 0", two-sided, after Holm's correction over the claims
   *     compared
   * @param n how many rows both sides have
   */
  public record Paired(
      double mean, LedgerEntry.Bounds interval, double relative, double adjustedP, int n) {
    /** Whether the change can be told from 0, by the test and by the interval. */
    public boolean isReal() {
      return adjustedP < Judge.ALPHA && !interval.contains(0);
    }

    /** Whether it is real, and large enough to matter. */
    boolean matters() {
      return isReal() && Math.abs(relative) >= Regression.MATTERS;
    }
  }

  public Change {
    flipped = List.copyOf(flipped);
    provenance = List.copyOf(provenance);
    remarks = List.copyOf(remarks);
  }

  /**
   * Whether the run fails for it: a verdict that nobody expects, a number that should not differ
   * and does, or an unsupported claim that nobody has put on record.
   *
   * @param strict whether a real change fails even if the verdict stays
   */
  public boolean fails(boolean strict) {
    return switch (kind) {
      case VERDICT_CHANGED, NOT_REPRODUCED -> true;
      case MOVED -> strict;
      case NOT_ON_RECORD -> measured.verdict() != Verdict.SUPPORTED;
      case AT_THE_BOUNDARY, AS_RECORDED -> false;
    };
  }

  /** Whether the rows are in another unit than the estimate, which counts rows or heads. */
  boolean isOfValues() {
    return List.of("of rows", "heads").contains(measured.unit());
  }

  /**
   * What is known without all null models: a verdict that is another one only by which of them the
   * claim beats is none that has changed.
   */
  public Change provisional() {
    boolean matterOfNulls = !flipped.isEmpty() && flipped.stream().allMatch(Conditions::isNull);
    if (!matterOfNulls || kind == Kind.NOT_REPRODUCED) {
      return this;
    }
    Kind known = paired.filter(Paired::matters).isPresent() ? Kind.MOVED : Kind.AS_RECORDED;
    return new Change(
        claim, known, measured, recorded, paired, List.of(), provenance, rows, remarks);
  }

  /** Whether nothing is on record, or the same verdict. */
  public boolean isVerdictKept() {
    return recorded.filter(old -> old.verdict() != measured.verdict()).isEmpty();
  }

  /** The same as claims.json has it. */
  public ChangeEntry entry() {
    return ChangeEntry.of(this);
  }
}
