package dev.assay.plot;

import java.util.stream.DoubleStream;

/** Places the values of one unit between two horizontal positions. */
record Axis(double low, double high, double left, double right) {

  /** Room beyond the outermost marks, as a share of what they span. */
  private static final double PADDING = 0.06;

  /** An axis with 0 and every mark of a plot on it. */
  static Axis containing(ForestPlot plot, double left, double right) {
    double[] marks = DoubleStream.concat(DoubleStream.of(0), plot.marks()).sorted().toArray();
    double low = marks[0];
    double high = marks[marks.length - 1];
    double padding = low < high ? (high - low) * PADDING : 1;
    return new Axis(low - padding, high + padding, left, right);
  }

  /** Where a value stands; infinite ones at the end. */
  double x(double value) {
    if (Double.isInfinite(value)) {
      return value < 0 ? left : right;
    }
    return left + (value - low) / (high - low) * (right - left);
  }
}
