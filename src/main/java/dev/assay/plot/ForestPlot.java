package dev.assay.plot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Estimates with their intervals, one row each, after the forest plots of meta-analyses.
 *
 * <p>All rows stand on one axis, so that their lengths may be compared, and so have one unit: a
 * length in tokens says nothing about a length in cosine. The axis contains 0 and every mark.
 *
 * @param title what stands above the plot; may be empty
 * @param rows the rows, in drawing order
 */
public record ForestPlot(String title, List<Row> rows) {

  /**
   * A plot of at least one row.
   *
   * @throws IllegalArgumentException if there is no row, or rows differ in unit
   */
  public ForestPlot {
    Objects.requireNonNull(title, "title");
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "Forest plot '%s' has no rows; give it at least one estimate.".formatted(title));
    }
    List<String> units = rows.stream().map(Row::unit).distinct().toList();
    if (units.size() > 1) {
      throw new IllegalArgumentException(
          "Forest plot '%s' has rows in %s; draw one plot per unit."
              .formatted(title, String.join(" and ", units)));
    }
  }

  String unit() {
    return rows.get(0).unit();
  }

  /**
   * From {@code low} to {@code high}, in the unit of its row.
   *
   * @param low the lower end
   * @param high the upper end, not below {@code low}
   */
  public record Interval(double low, double high) {

    /**
     * An interval.
     *
     * @throws IllegalArgumentException if an end is NaN or infinite, or the ends are swapped
     */
    public Interval {
      if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
        throw new IllegalArgumentException(
            "The interval from %s to %s has no extent to draw; both ends must be finite and the low one first."
                .formatted(low, high));
      }
    }
  }

  /**
   * One estimate.
   *
   * @param label what is estimated, such as a claim's id
   * @param unit the unit of all its numbers, such as "tokens"
   * @param estimate the estimate; an interval need not contain it
   * @param interval its interval, where there is one
   * @param minimumEffect from where on an effect counts; drawn as a mark
   * @param recorded the interval on record, drawn lighter beneath
   * @param note what stands at the end of the row, such as the verdict; may be empty
   */
  public record Row(
      String label,
      String unit,
      double estimate,
      Optional<Interval> interval,
      double minimumEffect,
      Optional<Interval> recorded,
      String note) {

    /**
     * A row.
     *
     * @throws IllegalArgumentException if the estimate or minimum effect is NaN or infinite
     */
    public Row {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(interval, "interval");
      Objects.requireNonNull(recorded, "recorded");
      Objects.requireNonNull(note, "note");
      if (!Double.isFinite(estimate) || !Double.isFinite(minimumEffect)) {
        throw new IllegalArgumentException(
            "Row '%s' has estimate %s and minimum effect %s; both must be finite numbers."
                .formatted(label, estimate, minimumEffect));
      }
    }

    /** Decimals that show the interval's width to two digits; 4 where there is no width. */
    int decimals() {
      double width = interval.map(i -> i.high() - i.low()).orElse(0.0);
      int digits = width > 0 ? 1 - (int) Math.floor(Math.log10(width)) : 4;
      return Math.max(0, Math.min(8, digits));
    }

    DoubleStream marks() {
      return DoubleStream.concat(
          DoubleStream.of(estimate, minimumEffect),
          Stream.of(interval, recorded)
              .flatMap(Optional::stream)
              .flatMapToDouble(i -> DoubleStream.of(i.low(), i.high())));
    }
  }

  /** The plot as SVG; every row has a tooltip with all its numbers. */
  public String svg() {
    return ForestDrawing.draw(this).toString();
  }
}
