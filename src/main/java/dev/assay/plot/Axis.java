package dev.assay.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/** Places the values of one unit between two horizontal positions. */
record Axis(double low, double high, double left, double right) {

  /** Room beyond the outermost marks, as a share of what they span. */
  private static final double PADDING = 0.06;

  /** An axis with 0 and every mark of the rows on it. */
  static Axis containing(List<ForestPlot.Row> rows, double left, double right) {
    double[] marks =
        DoubleStream.concat(
                DoubleStream.of(0), rows.stream().flatMapToDouble(ForestPlot.Row::marks))
            .sorted()
            .toArray();
    double low = marks[0];
    double high = marks[marks.length - 1];
    double padding = low < high ? (high - low) * PADDING : 1;
    return new Axis(low - padding, high + padding, left, right);
  }

  double x(double value) {
    return left + (value - low) / (high - low) * (right - left);
  }
}
