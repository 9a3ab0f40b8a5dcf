package dev.assay.plot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The key to a {@link Scale}: the colours, round ticks, and the name of what is measured. */
record ColourBar(Scale scale, double x, double y, double length) {

  private static final double BAR = 11;
  private static final double TICK = 4;
  private static final double GAP = 14;
  private static final double NAME_SIZE = 11;
  private static final double MIN_LENGTH = 100;
  private static final double MAX_LENGTH = 320;
  private static final int STOPS = 17;

  /**
   * Which part of the panel grid uses a scale. Its bar stands right of that part, {@code offset}
   * pixels from the cells.
   */
  record Slot(Scale scale, int firstRow, int lastRow, int lastColumn, double offset) {
    private boolean sharesRowsWith(Slot other) {
      return lastColumn == other.lastColumn
          && firstRow <= other.lastRow
          && other.firstRow <= lastRow;
    }
  }

  /** One slot per distinct scale; {@code scales} has the scale of every panel, row by row. */
  static List<Slot> slots(List<Scale> scales, int columns) {
    List<Slot> slots = new ArrayList<>();
    for (Scale scale : scales.stream().distinct().toList()) {
      int lastColumn = 0;
      for (int i = 0; i < scales.size(); i++) {
        if (scales.get(i).equals(scale)) {
          lastColumn = Math.max(lastColumn, i % columns);
        }
      }
      Slot slot =
          new Slot(
              scale,
              scales.indexOf(scale) / columns,
              scales.lastIndexOf(scale) / columns,
              lastColumn,
              GAP);
      double taken =
          slots.stream()
              .filter(slot::sharesRowsWith)
              .mapToDouble(other -> other.offset() + width(other.scale()))
              .max()
              .orElse(0);
      slots.add(new Slot(scale, slot.firstRow(), slot.lastRow(), slot.lastColumn(), taken + GAP));
    }
    return slots;
  }

  /** How much room the bars right of a column of panels take. */
  static double width(List<Slot> slots, int column) {
    return slots.stream()
        .filter(slot -> slot.lastColumn() == column)
        .mapToDouble(slot -> slot.offset() + width(slot.scale()))
        .max()
        .orElse(0);
  }

  /** A bar as long as the panels it explains, within limits, and always as long as its name. */
  static ColourBar at(Scale scale, double x, double top, double bottom) {
    double span = bottom - top;
    double length =
        Math.max(
            Math.max(Math.min(span, MAX_LENGTH), MIN_LENGTH), Text.width(scale.label(), NAME_SIZE));
    return new ColourBar(scale, x, top + Math.max(0, (span - length) / 2), length);
  }

  void draw(Svg svg) {
    svg.shape("rect x y width height fill", x, y, BAR, length, "url(#" + gradient(scale) + ")");
    double end = x + BAR + TICK;
    for (Numbers.Tick tick : Numbers.ticks(scale.low(), scale.high())) {
      double at = y + length * (scale.high() - tick.value()) / (scale.high() - scale.low());
      svg.shape("line x1 y1 x2 y2 stroke", x + BAR, at, end - 1, at, "#444");
      svg.text(tick.label(), "x y", end + 1, at + FigureLayout.LABEL_SIZE * 0.35);
    }
    double nameAt = x + width(scale) - 3;
    double middle = y + length / 2;
    svg.text(
        scale.label(),
        "transform text-anchor font-size",
        Svg.translate(nameAt, middle) + "rotate(-90)",
        "middle",
        NAME_SIZE);
  }

  private static String gradient(Scale scale) {
    return scale.isDiverging() ? "diverging" : "viridis";
  }

  /** The gradients that the bars of these scales are filled with: the low end at the bottom. */
  static void defineGradients(Svg svg, Collection<Scale> scales) {
    Map<String, Scale> gradients = new TreeMap<>();
    scales.forEach(scale -> gradients.putIfAbsent(gradient(scale), scale));
    gradients.forEach((name, scale) -> defineGradient(svg, name, scale));
  }

  private static void defineGradient(Svg svg, String name, Scale scale) {
    svg.within(
        "linearGradient id x1 y1 x2 y2",
        () -> {
          for (int stop = 0; stop < STOPS; stop++) {
            double share = stop / (STOPS - 1.0);
            svg.shape("stop offset stop-color", Numbers.fixed(share, 4), scale.colourAt(share));
          }
        },
        name,
        0,
        1,
        0,
        0);
  }

  /** How much room a bar takes, with its ticks and name. */
  static double width(Scale scale) {
    double ticks =
        Numbers.ticks(scale.low(), scale.high()).stream()
            .mapToDouble(tick -> Text.width(tick.label(), FigureLayout.LABEL_SIZE))
            .max()
            .orElse(0);
    return BAR + TICK + ticks + 4 + (scale.label().isEmpty() ? 0 : NAME_SIZE * 1.4);
  }
}
