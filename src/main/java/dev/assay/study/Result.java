package dev.assay.study;

import dev.assay.claim.Change;
import dev.assay.claim.EvidenceKind;
import dev.assay.claim.Judgement;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of one claim on one model. */
public sealed interface Result {

  ClaimBody body();

  String model();

  /**
   * A verdict.
   *
   * @param judgement the verdict and what it rests on
   * @param measurement the same as it would be recorded
   * @param change how it compares with what is on record
   * @param rows each row's outcome, in the fixture's order
   * @param reported what else the claim's body wants seen, over all rows
   * @param evidence what it rests on
   * @param nulls which null models it was judged against
   */
  record Judged(
      ClaimBody body,
      String model,
      Judgement judgement,
      Measurement measurement,
      Change change,
      List<dev.assay.claim.Outcome.OfRow> rows,
      List<Reported> reported,
      Set<EvidenceKind> evidence,
      Nulls nulls)
      implements Result {
    public Judged {
      rows = List.copyOf(rows);
      reported = List.copyOf(reported);
      evidence = Set.copyOf(evidence);
    }

    /** The result as it would be recorded. */
    public LedgerEntry entry() {
      return measurement.entry();
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
