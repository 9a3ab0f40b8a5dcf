package dev.assay.claim;

import dev.assay.stats.Interval;
import dev.assay.stats.MeanInterval;
import dev.assay.stats.Sample;
import dev.assay.stats.SignFlipPermutation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how much a claim's rows have changed: measured minus recorded, row by row, which two models or
 * two states of one share. Both numbers have the four digits that go on record, so that a run and
 * its own record differ by nothing.
 *
 * <p>Of a claim about heads a row's value is the effect of the head that was chosen without it. The
 * change is that of what the claim says, whether the same heads were chosen or not.
 *
 * @param differences one per row that both sides have, in clusters
 * @param largest by how much the row that has changed most has changed, regardless of the sign
 */
record PairedChange(Sample differences, double largest) {

  /** The change of the rows in common; absent if there are none. */
  static Optional<PairedChange> between(List<RowValue> recorded, List<RowValue> measured) {
    Map<String, Double> before = new HashMap<>();
    recorded.forEach(row -> before.put(row.row(), row.onRecord().value()));
    List<Double> differences = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    for (RowValue row : measured) {
      Double old = before.get(row.row());
      if (old != null) {
        differences.add(row.onRecord().value() - old);
        clusters.add(row.cluster());
      }
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PairedChange(
                Sample.clustered(
                    differences.stream().mapToDouble(Double::doubleValue).toArray(), clusters),
                differences.stream().mapToDouble(Math::abs).max().orElseThrow()));
  }

  /** The 95% interval of the mean over clusters. */
  Interval interval() {
    return MeanInterval.of(differences, Judge.SEED);
  }

  /** Two-sided, of the sign-flip test over clusters. */
  double p() {
    return SignFlipPermutation.twoSidedPValue(differences, Judge.SEED);
  }

  /** The smallest p that so many clusters could have given. */
  double smallestP() {
    return SignFlipPermutation.smallestAttainableTwoSidedP(differences.clusters());
  }
}
