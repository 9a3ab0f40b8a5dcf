package dev.assay.study;

import dev.assay.claim.Drift;
import dev.assay.claim.Judgement;
import dev.assay.claim.LedgerEntry;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Optional;

/** What came of one claim on one model. */
public sealed interface Result {

  ClaimBody body();

  String model();

  /**
   * A verdict.
   *
   * @param judgement the verdict and what it rests on
   * @param entry the same as it would be recorded
   * @param drift how it compares with what is on record
   * @param rows each row's outcome, in the fixture's order
   * @param reported what else the claim's body wants seen, over all rows
   * @param idsInFile the ids of all rows of the fixture's file, as it was when it was judged
   * @param nulls which null models it was judged against
   */
  record Judged(
      ClaimBody body,
      String model,
      Judgement judgement,
      LedgerEntry entry,
      Drift drift,
      List<dev.assay.claim.Outcome.OfRow> rows,
      List<Reported> reported,
      List<String> idsInFile,
      Nulls nulls)
      implements Result {
    public Judged {
      rows = List.copyOf(rows);
      reported = List.copyOf(reported);
      idsInFile = List.copyOf(idsInFile);
    }
  }

  /**
   * No verdict: a row, a value or a null model could not be measured.
   *
   * @param recorded what is on record all the same
   */
  record Broken(ClaimBody body, String model, AssayException why, Optional<LedgerEntry> recorded)
      implements Result {}
}
