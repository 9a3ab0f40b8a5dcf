package dev.assay.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What was found of one claim on one model, as it goes on record and is compared with the record.
 *
 * @param claim its id
 * @param entry the result
 * @param rows what it rests on, in the fixture's order; none if they are unknown
 * @param idsInFile the ids of all rows of the fixture's file, whether the claim is about them or
 *     not; none if they are unknown
 */
public record Measurement(
    String claim, LedgerEntry entry, List<RowValue> rows, List<String> idsInFile) {
  public Measurement {
    rows = List.copyOf(rows);
    idsInFile = List.copyOf(idsInFile);
  }

  /**
   * What came of a claim.
   *
   * @param outcomes what the judgement was made from, in the fixture's order
   * @param evidence what it rests on
   * @param reason why it is recorded; empty if it is not
   */
  public static Measurement of(
      Judgement judgement,
      List<Outcome.OfRow> outcomes,
      List<String> idsInFile,
      Set<EvidenceKind> evidence,
      Provenance provenance,
      String reason,
      LocalDate today) {
    List<RowValue> rows = RowValue.of(judgement.assessment(), outcomes);
    return new Measurement(
        judgement.claim().id(),
        LedgerEntry.of(
            judgement,
            Scale.of(judgement.claim().expectation()),
            rows,
            evidence,
            provenance,
            reason,
            today),
        rows,
        idsInFile);
  }
}
