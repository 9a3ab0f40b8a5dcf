package dev.assay.plot;

import java.util.List;

/** Draws a {@link FigureLayout}. */
final class FigureDrawing {
  private static final String INK = "#222";
  private static final String AXIS_INK = "#555";
  private static final double AXIS_NAME_SIZE = 11;
  private static final double GAP = FigureLayout.LABEL_GAP;

  /** From a line's middle to its baseline, as a share of the font size. */
  private static final double BASELINE = 0.35;

  private final FigureLayout layout;
  private final boolean withCells;
  private final Svg svg;

  private FigureDrawing(Figure figure, FigureLayout layout, boolean withCells) {
    this.layout = layout;
    this.withCells = withCells;
    svg = new Svg(layout.width(), layout.height(), figure.title());
  }

  static Svg draw(Figure figure) {
    return draw(new FigureDrawing(figure, new FigureLayout(figure), true));
  }

  /** Everything but the cells. */
  static Svg frame(Figure figure, FigureLayout layout) {
    return draw(new FigureDrawing(figure, layout, false));
  }

  private static Svg draw(FigureDrawing drawing) {
    ColourBar.defineGradients(
        drawing.svg, drawing.layout.bars().stream().map(ColourBar::scale).toList());
    drawing.svg.within("g font-size fill", drawing::everything, FigureLayout.LABEL_SIZE, INK);
    return drawing.svg;
  }

  private void everything() {
    double baseline = FigureLayout.MARGIN + FigureLayout.TITLE_SIZE;
    lines(layout.title(), FigureLayout.TITLE_SIZE, FigureLayout.MARGIN, baseline);
    layout.panels().forEach(this::panel);
    layout.bars().forEach(bar -> bar.draw(svg));
  }

  private void panel(FigureLayout.Panel panel) {
    Heatmap map = panel.map();
    double x = panel.x();
    double y = panel.y();
    double right = x + (double) map.columns() * layout.cell();
    double bottom = y + (double) map.rows() * layout.cell();
    title(panel);
    // Smoothed edges would let the ground show through the seams between cells.
    if (withCells) {
      svg.within(
          "g transform shape-rendering",
          () -> cells(map, panel.scale()),
          Svg.translate(x, y) + "scale(" + layout.cell() + ")",
          "crispEdges");
    }
    labels(map.rowLabels(), Svg.translate(x - GAP, y));
    labels(map.columnLabels(), Svg.translate(x, bottom + GAP) + "rotate(-90)");
    if (panel.namesRows()) {
      double at = FigureLayout.MARGIN + AXIS_NAME_SIZE * 0.8;
      axisName("from (query)", Svg.translate(at, (y + bottom) / 2) + "rotate(-90)");
    }
    if (panel.namesColumns()) {
      double at = bottom + GAP + FigureLayout.longest(map.columnLabels()) + AXIS_NAME_SIZE * 1.3;
      axisName("to (key)", Svg.translate((x + right) / 2, at));
    }
  }

  private void title(FigureLayout.Panel panel) {
    double size = FigureLayout.PANEL_TITLE_SIZE;
    double above = (panel.title().size() - 1) * size * FigureLayout.LINE_HEIGHT;
    lines(panel.title(), size, panel.x(), panel.y() - GAP - 2 - above);
  }

  /** One unit square per cell; the group around them scales to pixels. */
  private void cells(Heatmap map, Scale scale) {
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        double value = map.value(row, column);
        String from = "from " + map.rowLabels().get(row);
        String to = " → to " + map.columnLabels().get(column);
        svg.shapeWithTooltip(
            from + to + ": " + Numbers.cell(value),
            "path fill d",
            scale.colour(value),
            "M" + column + " " + row + "h1v1h-1z");
      }
    }
  }

  /** Labels one cell apart that end at the origin; turned by the transform for the columns. */
  private void labels(List<String> tokens, String transform) {
    svg.within(
        "g transform text-anchor",
        () -> {
          for (int i = 0; i < tokens.size(); i++) {
            double baseline = (i + 0.5) * layout.cell() + BASELINE * FigureLayout.LABEL_SIZE;
            svg.text(FigureLayout.label(tokens.get(i)), "y", baseline);
          }
        },
        transform,
        "end");
  }

  private void axisName(String name, String transform) {
    svg.text(
        name,
        "transform text-anchor font-size fill",
        transform,
        "middle",
        AXIS_NAME_SIZE,
        AXIS_INK);
  }

  private void lines(List<String> lines, double size, double x, double baseline) {
    for (int i = 0; i < lines.size(); i++) {
      double y = baseline + i * size * FigureLayout.LINE_HEIGHT;
      svg.text(lines.get(i), "x y font-size", x, y, size);
    }
  }
}
