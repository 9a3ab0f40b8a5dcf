package dev.assay.claim;

import java.util.List;
import java.util.Map;

/**
 * Everything that was measured for one claim on one model.
 *
 * @param claim the claim
 * @param rows the outcome of every row, in the fixture's order, at least one
 * @param nulls the same on every null model that was run, of those rows that could be measured on
 *     it; perhaps of none
 */
public record Measured(
    Claim claim, List<Outcome.OfRow> rows, Map<Null, List<Outcome.OfRow>> nulls) {
  public Measured {
    rows = List.copyOf(rows);
    nulls = Map.copyOf(nulls);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("%s was measured on no row.".formatted(claim.id()));
    }
  }
}
