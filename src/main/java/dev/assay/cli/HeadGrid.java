package dev.assay.cli;

import dev.assay.trace.AssayException;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** The layers and heads that a command looks at, all or chosen ones. */
record HeadGrid(List<Integer> layers, List<Integer> heads) {

  /** The number of one head. */
  @FunctionalInterface
  interface Cell {
    /**
     * @throws AssayException if the measure has no value there
     */
    double of(int layer, int head);
  }

  /**
   * One measure over the grid.
   *
   * @param values by layer and head, empty where the measure has no value
   * @param reasons why values are missing
   */
  record Measured(
      String measure,
      String unit,
      Variant variant,
      List<List<OptionalDouble>> values,
      Set<String> reasons) {}

  static HeadGrid all(int layers, int heads) {
    return new HeadGrid(upTo(layers), upTo(heads));
  }

  /**
   * @throws AssayException if the model has no such layer or head
   */
  static HeadGrid chosen(Trace trace, Optional<Integer> layer, Optional<Integer> head) {
    layer.ifPresent(trace::layer);
    head.ifPresent(trace.layer(0)::head);
    return new HeadGrid(
        layer.map(List::of).orElseGet(() -> upTo(trace.layerCount())),
        head.map(List::of).orElseGet(() -> upTo(trace.headCount())));
  }

  /** A variant's name in JSON. */
  static String name(Variant variant) {
    return variant.label().replace(' ', '-');
  }

  /** What a variant is, for people. */
  static String description(Variant variant) {
    return switch (variant) {
      case RAW -> "raw: all tokens";
      case CONTENT -> "content: without special tokens, rows renormalised";
      case CONTENT_WITHOUT_SELF ->
          "content without self: without special tokens and the diagonal, rows renormalised";
    };
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  Measured measure(String measure, String unit, Variant variant, Cell cell) {
    List<List<OptionalDouble>> values = new ArrayList<>();
    Set<String> reasons = new LinkedHashSet<>();
    for (int layer : layers) {
      List<OptionalDouble> row = new ArrayList<>();
      for (int head : heads) {
        row.add(value(cell, layer, head, reasons));
      }
      values.add(row);
    }
    return new Measured(measure, unit, variant, values, reasons);
  }

  private static OptionalDouble value(Cell cell, int layer, int head, Set<String> reasons) {
    try {
      double value = cell.of(layer, head);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
      reasons.add("The result is %s.".formatted(value));
    } catch (AssayException e) {
      // A text may be too short for one measure and long enough for the others.
      reasons.add(String.valueOf(e.getMessage()));
    }
    return OptionalDouble.empty();
  }
}
