package dev.assay.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How values become colours: {@code low} is the dark end of viridis, {@code high} its bright end,
 * and the steps between are linear; where the ends are opposite numbers, 0 is nearly white, what is
 * below it red, and what is above it blue. Panels with equal scales are compared and share a colour
 * bar.
 *
 * @param label what the values are, with their unit where they have one, such as "attention"
 * @param low the value at one end of the colours
 * @param high the value at the other end, above {@code low}
 */
public record Scale(String label, double low, double high) {

  /** Cosines and softmax rows computed in float32 miss their bounds by about this share. */
  private static final double ROUNDING = 1e-4;

  /**
   * A scale with known ends, such as -1 to 1 for cosines.
   *
   * @throws IllegalArgumentException if the ends are not finite or {@code low} is not below {@code
   *     high}
   */
  public Scale {
    Objects.requireNonNull(label, "label");
    if (!Double.isFinite(high - low) || low >= high) {
      throw new IllegalArgumentException(
          "Colour scale '%s' runs from %s to %s; its low end must be below its high end, and both finite."
              .formatted(label, low, high));
    }
  }

  /**
   * From 0 to the largest value of all maps: for attention, whose 0 means "none".
   *
   * @throws IllegalArgumentException if there is no map, or a value is negative
   */
  public static Scale fromZero(String label, Heatmap... maps) {
    double low = min(label, List.of(maps));
    if (low < 0) {
      throw new IllegalArgumentException(
          "Colour scale '%s' starts at 0 but a value is %s; give both ends.".formatted(label, low));
    }
    double high = max(maps);
    return new Scale(label, 0, high > 0 ? high : 1);
  }

  String colour(double value) {
    return colourAt((value - low) / (high - low));
  }

  /** The colour at a share of the way from {@code low} to {@code high}. */
  String colourAt(double share) {
    return isDiverging() ? Diverging.colour(share) : Viridis.colour(share);
  }

  /** Whether 0 is in the middle. */
  boolean isDiverging() {
    return low == -high;
  }

  boolean covers(Heatmap map) {
    double slack = ROUNDING * (high - low);
    return map.min() >= low - slack && map.max() <= high + slack;
  }

  private static double min(String label, List<Heatmap> maps) {
    return maps.stream()
        .mapToDouble(Heatmap::min)
        .min()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Colour scale '%s' was asked to fit no heatmaps; give at least one."
                        .formatted(label)));
  }

  private static double max(Heatmap... maps) {
    return Arrays.stream(maps).mapToDouble(Heatmap::max).max().orElseThrow();
  }
}
