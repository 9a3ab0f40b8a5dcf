package dev.assay.claim;

import java.util.List;

/**
 * Everything that was measured for one claim on one model.
 *
 * @param claim the claim
 * @param rows the outcome of every row, in the fixture's order, at least one
 * @param nulls what the claim measures on every null model that was run and lets it, in any order
 */
public record Measured(Claim claim, List<Outcome.OfRow> rows, List<Null.Effect> nulls) {
  public Measured {
    rows = List.copyOf(rows);
    nulls = List.copyOf(nulls);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("%s was measured on no row.".formatted(claim.id()));
    }
  }
}
