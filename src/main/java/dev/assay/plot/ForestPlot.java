package dev.assay.plot;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Estimates with their intervals, one row each, after the forest plots of meta-analyses.
 *
 * <p>All rows stand on one axis, so that their lengths may be compared, and so have one unit: a
 * length in tokens says nothing about a length in cosine. The axis contains 0 and every mark.
 *
 * @param title what stands above the plot; may be empty
 * @param needed where an estimate is as claimed; shaded, with a mark at each border
 * @param published what the source of the claim reports, drawn as a dashed line
 * @param rows the rows, in drawing order
 */
public record ForestPlot(String title, Needed needed, OptionalDouble published, List<Row> rows) {

  /**
   * A plot of at least one row.
   *
   * @throws IllegalArgumentException if there is no row, rows differ in unit, or the published
   *     number is NaN or infinite
   */
  public ForestPlot {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(needed, "needed");
    if (!Double.isFinite(published.orElse(0))) {
      throw new IllegalArgumentException(
          "Forest plot '%s' has the published number %s; it must be finite."
              .formatted(title, published.getAsDouble()));
    }
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

  DoubleStream marks() {
    return DoubleStream.concat(
        DoubleStream.of(needed.low(), needed.high()).filter(Double::isFinite),
        DoubleStream.concat(published.stream(), rows.stream().flatMapToDouble(Row::marks)));
  }

  /**
   * Where estimates are as claimed, in the unit of the rows.
   *
   * @param low the least; minus infinity if there is none
   * @param high the most, not below {@code low}; infinity if there is none
   */
  public record Needed(double low, double high) {

    /**
     * A range.
     *
     * @throws IllegalArgumentException if an end is NaN or the ends are swapped
     */
    public Needed {
      if (Double.isNaN(low) || Double.isNaN(high) || low > high) {
        throw new IllegalArgumentException(
            "Estimates cannot be needed from %s to %s; the low end must come first."
                .formatted(low, high));
      }
    }

    /** Such as {@code at least 0.1}; empty if everything will do. */
    String inWords() {
      if (Double.isInfinite(low)) {
        return Double.isInfinite(high) ? "" : "at most " + Numbers.shortest(high);
      }
      return Double.isInfinite(high)
          ? "at least " + Numbers.shortest(low)
          : "from %s to %s".formatted(Numbers.shortest(low), Numbers.shortest(high));
    }
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
   * @param recorded the interval on record, drawn lighter beneath
   * @param note what stands at the end of the row, such as the verdict; may be empty
   */
  public record Row(
      String label,
      String unit,
      double estimate,
      Optional<Interval> interval,
      Optional<Interval> recorded,
      String note) {

    /**
     * A row.
     *
     * @throws IllegalArgumentException if the estimate is NaN or infinite
     */
    public Row {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(interval, "interval");
      Objects.requireNonNull(recorded, "recorded");
      Objects.requireNonNull(note, "note");
      if (!Double.isFinite(estimate)) {
        throw new IllegalArgumentException(
            "Row '%s' has estimate %s; it must be a finite number.".formatted(label, estimate));
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
          DoubleStream.of(estimate),
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
