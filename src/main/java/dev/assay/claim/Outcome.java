package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a claim's body said of one row. */
public sealed interface Outcome {

  /** One number, in the claim's unit; refused unless finite. */
  record Value(double value) implements Outcome {
    public Value {
      requireFinite("value", value);
    }
  }

  /**
   * One number for every head.
   *
   * @param heads by label, {@code layer.head}; at least one
   */
  record PerHead(Map<String, Double> heads) implements Outcome {
    private static final Pattern LABEL = Pattern.compile("\\d{1,4}\\.\\d{1,4}");

    public PerHead {
      heads = Map.copyOf(heads);
      if (heads.isEmpty()) {
        throw new AssayException("There is no head among the effects; return one for every head.");
      }
      heads.keySet().forEach(PerHead::requireLabel);
      heads.forEach((head, value) -> requireFinite("effect of head " + head, value));
    }

    private static void requireLabel(String head) {
      if (!LABEL.matcher(head).matches()) {
        throw new AssayException(
            "An effect is of head '%s', but heads are called by layer and number, such as 3.7; take HeadEffects.of, or Head.label()."
                .formatted(head));
      }
    }
  }

  /**
   * One row's outcome.
   *
   * @param row the row's id
   * @param cluster which rows it belongs together with
   */
  record OfRow(String row, String cluster, Outcome outcome) {
    /**
     * The row's one number.
     *
     * @throws AssayException if it has one for every head
     */
    double value() {
      if (outcome instanceof Value one) {
        return one.value();
      }
      throw new AssayException(
          "Row %s has an effect for every head, but the claim is about one number a row; let its body return a double, or say what is expected of heads."
              .formatted(row));
    }

    /**
     * The row's numbers by head.
     *
     * @throws AssayException if it has only one
     */
    Map<String, Double> perHead() {
      if (outcome instanceof PerHead heads) {
        return heads.heads();
      }
      throw new AssayException(
          "Row %s has one number, but the claim is about heads; let its body return the effect of every head."
              .formatted(row));
    }

    /**
     * The effect of one head.
     *
     * @throws AssayException if the row has no such head
     */
    double ofHead(String head) {
      Double value = perHead().get(head);
      if (value == null) {
        throw new AssayException(
            "Row %s has no effect for head %s; a claim must report the same heads for every row."
                .formatted(row, head));
      }
      return value;
    }
  }

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
