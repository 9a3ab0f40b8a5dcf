package dev.assay.junit;

import dev.assay.claim.Drift;
import dev.assay.claim.Judgement;
import dev.assay.claim.LedgerEntry;
import dev.assay.trace.AssayException;
import java.util.List;

/** What came of one claim on one model. */
sealed interface Result {

  /**
   * A verdict.
   *
   * @param judgement the verdict and what it rests on
   * @param entry the same as it would be recorded
   * @param drift how it compares with what is on record
   * @param reported what else the claim's body wants seen, over all rows
   * @param idsInFile the ids of all rows of the fixture's file, as it was when it was judged
   */
  record Judged(
      Judgement judgement,
      LedgerEntry entry,
      Drift drift,
      List<Reported> reported,
      List<String> idsInFile)
      implements Result {}

  /** No verdict: a row, a value or a null model could not be measured. */
  record Broken(AssayException why) implements Result {}
}
