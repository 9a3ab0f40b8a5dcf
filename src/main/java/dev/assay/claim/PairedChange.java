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
 * By how much a claim's rows have changed: the mean over the rows that both sides have of measured
 * minus recorded, row by row, which two models or two states of one share. Both numbers have the
 * four digits that go on record, so that a run and its own record differ by nothing.
 *
 * <p>Of a claim about heads a row's value is the effect of the head that was chosen without it. The
 * change is that of what the claim says, whether the same heads were chosen or not.
 *
 * @param mean in the unit of the rows' values
 * @param interval its 95% interval over clusters, as {@link MeanInterval} makes it
 * @param p two-sided, of the sign-flip test over clusters
 * @param smallestP the smallest p that so many clusters could have given
 * @param largest by how much the row that has changed most has changed, regardless of the sign
 * @param n how many rows both sides have
 * @param clusters how many independent groups these make
 */
record PairedChange(
    double mean,
    Interval interval,
    double p,
    double smallestP,
    double largest,
    int n,
    int clusters) {

  /** The change over the rows in common; absent if there are none. */
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
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    Sample sample =
        Sample.clustered(differences.stream().mapToDouble(Double::doubleValue).toArray(), clusters);
    return Optional.of(
        new PairedChange(
            sample.mean(),
            MeanInterval.of(sample, Judge.SEED),
            SignFlipPermutation.twoSidedPValue(sample, Judge.SEED),
            SignFlipPermutation.smallestAttainableTwoSidedP(sample.clusters()),
            differences.stream().mapToDouble(Math::abs).max().orElseThrow(),
            sample.n(),
            sample.clusters()));
  }
}
