package dev.assay.junit;

import dev.assay.claim.Drift;
import dev.assay.claim.Judgement;
import dev.assay.claim.LedgerEntry;
import dev.assay.trace.AssayException;

/** What came of one claim on one model. */
sealed interface Result {

  /**
   * A verdict.
   *
   * @param judgement the verdict and what it rests on
   * @param entry the same as it would be recorded
   * @param drift how it compares with what is on record
   */
  record Judged(Judgement judgement, LedgerEntry entry, Drift drift) implements Result {}

  /** No verdict: a row, a value or a null model could not be measured. */
  record Broken(AssayException why) implements Result {}
}
