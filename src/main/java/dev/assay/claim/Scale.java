package dev.assay.claim;

import dev.assay.stats.Sample;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a claim's change is measured in. It is the minimum effect, regardless of its sign, because
 * that is what its author called worth a statement; of an equivalence half the distance between its
 * borders. For rows within bounds it is a tenth of the bounds' width: so small a part of where a
 * value may lie. A claim whose minimum effect is 0, whose bounds are open, or which counts rows,
 * has none of its own; what its rows vary by stands in for it.
 */
final class Scale {
  private static final double OF_WIDTH = 0.1;

  private Scale() {}

  static OptionalDouble of(Expectation expectation) {
    double scale = 0;
    if (expectation instanceof RowExpectation.EveryWithin bounds) {
      scale = OF_WIDTH * (bounds.high() - bounds.low());
    } else if (!(expectation instanceof RowExpectation.ShareAtLeast)
        && !(expectation instanceof RowExpectation.ShareAtMost)) {
      scale = Math.abs(expectation.minimumEffect());
    }
    return scale > 0 && Double.isFinite(scale) ? OptionalDouble.of(scale) : OptionalDouble.empty();
  }

  /** An entry's own, else the standard deviation of its rows on record; 1 if they do not vary. */
  static double of(LedgerEntry recorded, List<RowValue> rows) {
    Double own = recorded.scale();
    if (own != null) {
      return own;
    }
    double standIn =
        rows.isEmpty()
            ? Math.abs(recorded.minimumEffect())
            : Sample.of(rows.stream().mapToDouble(RowValue::value).toArray()).sd();
    return standIn > 0 ? standIn : 1;
  }
}
