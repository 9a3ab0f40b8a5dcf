package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a claim's body said of one row. */
public sealed interface Outcome {

  /** A contrast, positive in the claim's favour, in the claim's unit; refused unless finite. */
  record Effect(double value) implements Outcome {
    public Effect {
      requireFinite("effect", value);
    }
  }

  /**
   * Such a contrast for every head.
   *
   * @param heads by label, {@code layer.head}
   */
  record PerHead(Map<String, Double> heads) implements Outcome {
    public PerHead {
      heads = Map.copyOf(heads);
      heads.forEach((head, value) -> requireFinite("effect of head " + head, value));
    }
  }

  /** Whether a value lies within declared bounds, both included; refused unless finite. */
  record Within(double value, double low, double high) implements Outcome {
    public Within {
      requireFinite("value", value);
      if (!(low <= high)) {
        throw new IllegalArgumentException("Bounds [%s, %s] hold no number.".formatted(low, high));
      }
    }

    public boolean holds() {
      return low <= value && value <= high;
    }
  }

  /**
   * One row's outcome.
   *
   * @param row the row's id
   * @param cluster which rows it belongs together with
   */
  record OfRow(String row, String cluster, Outcome outcome) {}

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new AssayException(
          "The %s is %s, which is no finite number; check the measure and the sentence."
              .formatted(what, value));
    }
  }

  /** The rows by cluster, in the clusters' alphabetical order. */
  static Map<String, List<OfRow>> byCluster(List<OfRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(OfRow::cluster, TreeMap::new, Collectors.toList()));
  }
}
