package dev.assay.allure;

import dev.assay.model.Text;
import dev.assay.trace.Variant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows a run's report has pictures of. Several claims share a fixture, and often their first
 * or least favourable row: its pictures are the same, and are in the report once.
 */
final class DrawnRows {
  private final Map<Row, Drawn> drawn = new HashMap<>();

  /**
   * A row as it looks on one model, with those of its texts that a claim traced, in its variant.
   */
  record Row(String model, String fixture, String id, Set<Text> texts, Variant variant) {}

  private record Drawn(boolean everyHead, String claim) {}

  /**
   * The claim whose report has these pictures of a row already; if there is none, the one that asks
   * will have them.
   *
   * @param everyHead whether every head is asked for, or means over heads only
   */
  Optional<String> elsewhere(Row row, boolean everyHead, String claim) {
    Drawn before = drawn.get(row);
    if (before != null && (before.everyHead || !everyHead)) {
      return Optional.of(before.claim);
    }
    drawn.put(row, new Drawn(everyHead, claim));
    return Optional.empty();
  }
}
