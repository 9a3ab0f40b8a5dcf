package dev.assay.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where everything in a {@link Figure} goes, in pixels. Sizes follow from the labels and the number
 * of tokens, so nothing is clipped and no two labels touch. Cells begin on whole pixels, else the
 * unsmoothed squares would differ in size.
 */
final class FigureLayout {
  static final double MARGIN = 16;
  static final double TITLE_SIZE = 15;
  static final double PANEL_TITLE_SIZE = 12;
  static final double LABEL_SIZE = 10;
  static final double LABEL_GAP = 5;
  static final double LINE_HEIGHT = 1.3;

  private static final double GAP = 22;
  private static final double AXIS_NAME = 18;
  private static final double MAX_LABEL = 150;
  private static final double MIN_PANEL_WIDTH = 110;
  private static final double MIN_TITLE_WIDTH = 320;

  /** Cells no smaller than a line of label text: the turned column labels then never overlap. */
  private static final int MIN_CELL = (int) (LABEL_SIZE * LINE_HEIGHT);

  private static final int MAX_CELL = 34;

  /** Panels of few tokens are drawn about this large; smaller where many stand in one figure. */
  private static final double PANEL = 280;

  private static final double PANEL_AMONG_MANY = 170;
  private static final int MANY = 5;

  /**
   * A heatmap at its place.
   *
   * @param x the left edge of its cells
   * @param y the top edge of its cells
   * @param title the lines above it
   * @param namesRows whether the row axis is named beside it
   * @param namesColumns whether the column axis is named below it
   */
  record Panel(
      Heatmap map,
      Scale scale,
      double x,
      double y,
      List<String> title,
      boolean namesRows,
      boolean namesColumns) {}

  private final List<Heatmap> maps = new ArrayList<>();
  private final List<Scale> scales = new ArrayList<>();
  private final int columns;
  private final int cell;
  private final List<ColourBar.Slot> slots;

  private final double[] left;
  private final double[] cellsWidth;
  private final double[] top;
  private final double[] bottom;
  private final List<Panel> panels = new ArrayList<>();
  private final List<ColourBar> bars = new ArrayList<>();
  private final List<String> title;
  private double width;
  private double height;

  FigureLayout(Figure figure) {
    for (Panels group : figure.groups()) {
      for (Heatmap map : group.maps()) {
        maps.add(map);
        scales.add(group.scale());
      }
    }
    columns = Math.min(figure.columns(), maps.size());
    int rows = (maps.size() + columns - 1) / columns;
    left = new double[columns];
    cellsWidth = new double[columns];
    top = new double[rows];
    bottom = new double[rows];
    cell = cellSize(maps);
    slots = ColourBar.slots(scales, columns);
    placeColumns();
    title = Text.wrap(figure.title(), TITLE_SIZE, Math.max(width, MIN_TITLE_WIDTH) - 2 * MARGIN);
    for (String line : title) {
      width = Math.max(width, Text.width(line, TITLE_SIZE) + 2 * MARGIN);
    }
    placeRows();
    placeBars();
  }

  private void placeColumns() {
    double x = MARGIN + AXIS_NAME;
    for (int column = 0; column < columns; column++) {
      double labels = 0;
      for (int i = column; i < maps.size(); i += columns) {
        labels = Math.max(labels, longest(maps.get(i).rowLabels()));
        cellsWidth[column] = Math.max(cellsWidth[column], (double) maps.get(i).columns() * cell);
      }
      left[column] = Math.ceil(x + labels + LABEL_GAP);
      double bar = ColourBar.width(slots, column);
      // A bar stands close to the cells, a long title reaches over it; whichever is wider counts.
      x = left[column] + Math.max(cellsWidth[column] + bar, MIN_PANEL_WIDTH) + GAP;
    }
    width = x - GAP + MARGIN;
  }

  private void placeRows() {
    double y = MARGIN + title.size() * TITLE_SIZE * LINE_HEIGHT + (title.isEmpty() ? 0 : 8);
    for (int row = 0; row < top.length; row++) {
      int first = row * columns;
      List<List<String>> titles = new ArrayList<>();
      int lines = 0;
      for (int i = first; i < Math.min(first + columns, maps.size()); i++) {
        double room = Math.max(cellsWidth[i - first], MIN_PANEL_WIDTH);
        titles.add(Text.wrap(maps.get(i).title(), PANEL_TITLE_SIZE, room));
        lines = Math.max(lines, titles.get(i - first).size());
      }
      top[row] =
          Math.ceil(y + lines * PANEL_TITLE_SIZE * LINE_HEIGHT + (lines > 0 ? LABEL_GAP : 0));
      y = top[row];
      for (int column = 0; column < titles.size(); column++) {
        int i = first + column;
        Heatmap map = maps.get(i);
        boolean lowest = i + columns >= maps.size();
        double cellsEnd = top[row] + (double) map.rows() * cell;
        double labels = LABEL_GAP + longest(map.columnLabels()) + (lowest ? AXIS_NAME : 0);
        bottom[row] = Math.max(bottom[row], cellsEnd);
        y = Math.max(y, cellsEnd + labels);
        panels.add(
            new Panel(
                map,
                scales.get(i),
                left[column],
                top[row],
                titles.get(column),
                column == 0,
                lowest));
      }
      y += GAP;
    }
    height = y - GAP + MARGIN;
  }

  private void placeBars() {
    for (ColourBar.Slot slot : slots) {
      int column = slot.lastColumn();
      double x = left[column] + cellsWidth[column] + slot.offset();
      ColourBar bar = ColourBar.at(slot.scale(), x, top[slot.firstRow()], bottom[slot.lastRow()]);
      bars.add(bar);
      height = Math.max(height, bar.y() + bar.length() + MARGIN);
    }
  }

  List<String> title() {
    return title;
  }

  /** The side of a cell, the same in all panels. */
  int cell() {
    return cell;
  }

  List<Panel> panels() {
    return panels;
  }

  List<ColourBar> bars() {
    return bars;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** The label as drawn: a very long token is shortened, its tooltip has it whole. */
  static String label(String token) {
    return Text.fit(token, LABEL_SIZE, MAX_LABEL);
  }

  static double longest(List<String> labels) {
    return labels.stream()
        .mapToDouble(token -> Text.width(label(token), LABEL_SIZE))
        .max()
        .orElse(0);
  }

  private static int cellSize(List<Heatmap> maps) {
    int tokens = maps.stream().mapToInt(map -> Math.max(map.rows(), map.columns())).max().orElse(1);
    double panel = maps.size() < MANY ? PANEL : PANEL_AMONG_MANY;
    return (int) Math.max(MIN_CELL, Math.min(MAX_CELL, Math.round(panel / tokens)));
  }
}
