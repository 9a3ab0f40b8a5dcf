package dev.assay.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One matrix with a label for every row and column, such as the attention of one head.
 *
 * @param title what stands above the panel, such as "head 3"; may be empty
 * @param rowLabels the tokens that attend (queries), top to bottom; not empty
 * @param columnLabels the tokens attended to (keys), left to right; not empty
 * @param values {@code [row][column]}, finite, as many rows and columns as there are labels
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Heatmap(
    String title, List<String> rowLabels, List<String> columnLabels, double[][] values) {

  /**
   * Copies the labels and values.
   *
   * @throws IllegalArgumentException if there is no cell, a row is too short or too long, the
   *     labels do not fit the values, or a value is NaN or infinite
   */
  public Heatmap {
    Objects.requireNonNull(title, "title");
    rowLabels = List.copyOf(rowLabels);
    columnLabels = List.copyOf(columnLabels);
    values = copy(values);
    String name = title.isBlank() ? "The heatmap" : "Heatmap '" + title + "'";
    if (rowLabels.isEmpty() || columnLabels.isEmpty()) {
      throw new IllegalArgumentException(
          name + " has no cells; give it at least one row and one column.");
    }
    if (values.length != rowLabels.size()) {
      throw new IllegalArgumentException(
          "%s has %d rows of values but %d row labels; give one label per row."
              .formatted(name, values.length, rowLabels.size()));
    }
    for (int row = 0; row < values.length; row++) {
      if (values[row].length != columnLabels.size()) {
        throw new IllegalArgumentException(
            "%s has %d values in row %d but %d column labels; give one value per column."
                .formatted(name, values[row].length, row, columnLabels.size()));
      }
      for (int column = 0; column < values[row].length; column++) {
        if (!Double.isFinite(values[row][column])) {
          throw new IllegalArgumentException(
              "%s has the value %s in row %d, column %d; every cell needs a finite number."
                  .formatted(name, values[row][column], row, column));
        }
      }
    }
  }

  /** A map of tokens onto themselves: the same labels on both axes. */
  public static Heatmap ofTokens(String title, List<String> tokens, double[][] values) {
    return new Heatmap(title, tokens, tokens, values);
  }

  /** A copy, so that the picture cannot change behind its caller's back. */
  @Override
  public double[][] values() {
    return copy(values);
  }

  double value(int row, int column) {
    return values[row][column];
  }

  int rows() {
    return values.length;
  }

  int columns() {
    return columnLabels.size();
  }

  double min() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).min().orElseThrow();
  }

  double max() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).max().orElseThrow();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Heatmap that
        && title.equals(that.title)
        && rowLabels.equals(that.rowLabels)
        && columnLabels.equals(that.columnLabels)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(title, rowLabels, columnLabels, Arrays.deepHashCode(values));
  }

  private static double[][] copy(double[][] values) {
    return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }
}
