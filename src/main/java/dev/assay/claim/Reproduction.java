package dev.assay.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether numbers come back where nothing that they are made from has changed. They may differ by a
 * ten-thousandth of the claim's {@link Scale}, as they do from one processor to another, and by
 * what the digits on record leave open.
 */
final class Reproduction {
  private static final double TOLERANCE = 1e-4;

  /** Half a unit of the last of an estimate's six digits, relative to the estimate. */
  private static final double ESTIMATE_DIGITS = 5e-6;

  private Reproduction() {}

  /** What does not come back, as a sentence; absent if everything does. */
  static Optional<String> failure(
      LedgerEntry recorded, List<RowValue> before, Measurement now, double scale) {
    double tolerance = TOLERANCE * scale;
    if (before.isEmpty() || now.rows().isEmpty()) {
      double old = recorded.estimate();
      double estimate = now.entry().estimate();
      return Math.abs(estimate - old) <= tolerance + 2 * ESTIMATE_DIGITS * Math.abs(old)
          ? Optional.empty()
          : Optional.of(
              "nothing has changed, but the estimate is %s and was %s".formatted(estimate, old));
    }
    Map<String, RowValue> after = new HashMap<>();
    now.rows().forEach(row -> after.put(row.row(), row));
    double most = 0;
    Optional<String> worst = Optional.empty();
    for (RowValue old : before) {
      RowValue row = after.get(old.row());
      if (row == null) {
        return Optional.of("nothing has changed, but row %s is gone".formatted(old.row()));
      }
      double excess =
          Math.abs(row.value() - old.value()) - tolerance - old.roundedBy() - row.roundedBy();
      // What subtracting such numbers can be off by is no excess.
      if (excess > most + Math.ulp(old.value())) {
        most = excess;
        worst =
            Optional.of(
                "nothing has changed, but row %s is %s and was %s"
                    .formatted(row.row(), row.written(), old.written()));
      }
    }
    return worst;
  }
}
