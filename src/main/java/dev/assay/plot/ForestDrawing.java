package dev.assay.plot;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a {@link ForestPlot}: labels left, marks in the middle, numbers and notes right. */
final class ForestDrawing {
  private static final String INK = "#222";
  private static final String FAINT = "#555";
  private static final String MARK = Viridis.colour(0.25);
  private static final String RECORDED = "#c9d0e6";
  private static final String BORDER = "#d1495b";
  private static final String NEEDED = "#eaf5ee";

  private static final String ESTIMATE = "estimate, interval";
  private static final String RECORDED_INTERVAL = "recorded interval";

  private static final double MARGIN = 16;
  private static final double TITLE_SIZE = 15;
  private static final double LINE = TITLE_SIZE * 1.3;
  private static final double SIZE = 11;
  private static final double BASELINE = SIZE * 0.35;
  private static final double ROW = 24;
  private static final double AXIS = 44;
  private static final double KEY = 14;
  private static final double PLOT = 340;
  private static final double GAP = 16;
  private static final double MAX_LABEL = 380;

  private final ForestPlot plot;
  private final List<String> title;
  private final double left;
  private final double right;
  private final double notes;
  private final Svg svg;
  private double y;

  private ForestDrawing(ForestPlot plot) {
    this.plot = plot;
    left = MARGIN + widest(plot, ForestDrawing::label) + GAP;
    right = left + PLOT;
    notes = right + GAP + widest(plot, ForestDrawing::numbers) + GAP;
    double width =
        Math.max(notes + widest(plot, ForestPlot.Row::note), left + keyWidth(plot)) + MARGIN;
    title = Text.wrap(plot.title(), TITLE_SIZE, width - 2 * MARGIN);
    y = Math.ceil(MARGIN + title.size() * LINE + (title.isEmpty() ? 0 : 6));
    svg = new Svg(width, y + plot.rows().size() * ROW + AXIS + KEY + MARGIN, plot.title());
  }

  static Svg draw(ForestPlot plot) {
    ForestDrawing drawing = new ForestDrawing(plot);
    drawing.svg.within("g font-size fill", drawing::everything, SIZE, INK);
    return drawing.svg;
  }

  private void everything() {
    for (int i = 0; i < title.size(); i++) {
      double baseline = MARGIN + TITLE_SIZE + i * LINE;
      svg.text(title.get(i), "x y font-size", MARGIN, baseline, TITLE_SIZE);
    }
    rows();
    key();
  }

  private void rows() {
    List<ForestPlot.Row> rows = plot.rows();
    Axis axis = Axis.containing(plot, left, right);
    double top = y;
    double bottom = top + rows.size() * ROW;
    double from = axis.x(plot.needed().low());
    double to = axis.x(plot.needed().high());
    svg.shape("rect x y width height fill", from, top, to - from, bottom - top, NEEDED);
    borders().forEach(border -> border(axis.x(border), top, bottom));
    plot.published().ifPresent(value -> published(axis.x(value), top, bottom));
    line(axis.x(0), top, axis.x(0), bottom, "#bbb", 1);
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), axis, top + (i + 0.5) * ROW);
    }
    line(left, bottom, right, bottom, "#888", 1);
    for (Numbers.Tick tick : Numbers.ticks(axis.low(), axis.high())) {
      double x = axis.x(tick.value());
      line(x, bottom, x, bottom + 4, "#888", 1);
      svg.text(tick.label(), "x y text-anchor font-size", x, bottom + 14, "middle", 10);
    }
    svg.text(plot.unit(), "x y text-anchor fill", (left + right) / 2, bottom + 28, "middle", FAINT);
    y = bottom + AXIS;
  }

  private void row(ForestPlot.Row row, Axis axis, double middle) {
    row.recorded().ifPresent(r -> recorded(axis.x(r.low()), axis.x(r.high()), middle));
    row.interval().ifPresent(i -> interval(axis.x(i.low()), axis.x(i.high()), middle));
    estimate(axis.x(row.estimate()), middle);
    double baseline = middle + BASELINE;
    svg.text(label(row), "x y", MARGIN, baseline);
    svg.text(numbers(row), "x y", right + GAP, baseline);
    svg.text(row.note(), "x y", notes, baseline);
    // Invisible, over the whole row: the pointer need not hit a thin line to get the numbers.
    svg.shapeWithTooltip(
        tooltip(row),
        "rect y width height fill pointer-events",
        middle - ROW / 2,
        svg.width(),
        ROW,
        "none",
        "all");
  }

  private void recorded(double from, double to, double middle) {
    line(from, middle, Math.max(to, from + 1), middle, RECORDED, 11);
  }

  private DoubleStream borders() {
    return DoubleStream.of(plot.needed().low(), plot.needed().high()).filter(Double::isFinite);
  }

  private void border(double x, double from, double to) {
    line(x, from, x, to, BORDER, 1.5);
  }

  private void published(double x, double from, double to) {
    svg.shape(
        "line x1 y1 x2 y2 stroke stroke-width stroke-dasharray", x, from, x, to, INK, 1.5, "4 3");
  }

  private void interval(double from, double to, double middle) {
    line(from, middle, to, middle, MARK, 2);
  }

  private void estimate(double at, double middle) {
    svg.shape("circle cx cy r fill", at, middle, 4, MARK);
  }

  /** What the marks mean, under the axis. */
  private void key() {
    double middle = y + KEY / 2;
    double x = left;
    interval(x, x + 28, middle);
    estimate(x + 14, middle);
    x = keyText(ESTIMATE, x + 34, middle);
    if (borders().count() > 0) {
      border(x, middle - ROW / 2, middle + ROW / 2);
      x = keyText(needed(plot), x + 6, middle);
    }
    if (plot.published().isPresent()) {
      published(x, middle - ROW / 2, middle + ROW / 2);
      x = keyText(published(plot), x + 6, middle);
    }
    if (plot.rows().stream().anyMatch(r -> r.recorded().isPresent())) {
      recorded(x, x + 28, middle);
      keyText(RECORDED_INTERVAL, x + 34, middle);
    }
  }

  /** No less than the key takes; its marks are as wide as an interval's or narrower. */
  private static double keyWidth(ForestPlot plot) {
    return Stream.of(
            ESTIMATE,
            needed(plot),
            plot.published().isPresent() ? published(plot) : "",
            plot.rows().stream().anyMatch(r -> r.recorded().isPresent()) ? RECORDED_INTERVAL : "")
        .filter(text -> !text.isEmpty())
        .mapToDouble(text -> 34 + Text.width(text, SIZE) + GAP)
        .sum();
  }

  private static String needed(ForestPlot plot) {
    String range = plot.needed().inWords();
    return range.isEmpty() ? "" : "needed: " + range;
  }

  private static String published(ForestPlot plot) {
    return "published: " + Numbers.shortest(plot.published().orElseThrow());
  }

  private double keyText(String text, double x, double middle) {
    svg.text(text, "x y fill", x, middle + BASELINE, FAINT);
    return x + Text.width(text, SIZE) + GAP;
  }

  private void line(double x1, double y1, double x2, double y2, String colour, double width) {
    svg.shape("line x1 y1 x2 y2 stroke stroke-width", x1, y1, x2, y2, colour, width);
  }

  private static double widest(ForestPlot plot, Function<ForestPlot.Row, String> text) {
    return plot.rows().stream()
        .mapToDouble(row -> Text.width(text.apply(row), SIZE))
        .max()
        .orElse(0);
  }

  private static String label(ForestPlot.Row row) {
    return Text.fit(row.label(), SIZE, MAX_LABEL);
  }

  private static String numbers(ForestPlot.Row row) {
    int decimals = row.decimals();
    return Numbers.fixed(row.estimate(), decimals)
        + row.interval().map(i -> " " + interval(i, decimals)).orElse("");
  }

  private String tooltip(ForestPlot.Row row) {
    int decimals = row.decimals();
    String needed = needed(plot).isEmpty() ? "" : ", " + needed(plot);
    String recorded = row.recorded().map(r -> ", recorded " + interval(r, decimals)).orElse("");
    return "%s: %s %s%s%s%s"
        .formatted(
            row.label(),
            numbers(row),
            row.unit(),
            needed,
            recorded,
            row.note().isEmpty() ? "" : ", " + row.note());
  }

  private static String interval(ForestPlot.Interval interval, int decimals) {
    return "[%s, %s]"
        .formatted(
            Numbers.fixed(interval.low(), decimals), Numbers.fixed(interval.high(), decimals));
  }
}
