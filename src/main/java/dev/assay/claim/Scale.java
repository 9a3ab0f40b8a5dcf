package dev.assay.claim;

import dev.assay.stats.Sample;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a claim's change is measured in. It is the minimum effect, regardless of its sign, because
 * that is what its author called worth a statement. For rows within bounds it is a tenth of the
 * narrowest bounds' width: so small a part of where a value may lie. A claim whose minimum effect
 * is 0, or whose bounds are open, has none of its own; what its rows vary by stands in for it.
 */
final class Scale {
  private static final double OF_WIDTH = 0.1;

  private Scale() {}

  static OptionalDouble of(Claim claim, List<Outcome.OfRow> rows) {
    double minimum = Math.abs(claim.minimumEffect());
    return minimum > 0
        ? OptionalDouble.of(minimum)
        : rows.stream()
            .map(Outcome.OfRow::outcome)
            .filter(Outcome.Within.class::isInstance)
            .map(Outcome.Within.class::cast)
            .mapToDouble(within -> OF_WIDTH * (within.high() - within.low()))
            .filter(width -> width > 0 && Double.isFinite(width))
            .min();
  }

  /** An entry's own, else the standard deviation of its rows on record; 1 if they do not vary. */
  static double of(LedgerEntry recorded, List<RowValue> rows) {
    Double own = recorded.scale();
    if (own != null) {
      return own;
    }
    double minimum = Math.abs(recorded.minimumEffect());
    if (minimum > 0 || rows.isEmpty()) {
      return minimum > 0 ? minimum : 1;
    }
    double sd = Sample.of(rows.stream().mapToDouble(RowValue::value).toArray()).sd();
    return sd > 0 ? sd : 1;
  }
}
