package dev.assay.plot;

import java.util.List;
import java.util.Objects;

/**
 * Heatmaps that a {@link Figure} draws on one colour scale, so that equal colours mean equal
 * values.
 *
 * @param scale the scale of all of them
 * @param maps the heatmaps in drawing order
 */
public record Panels(Scale scale, List<Heatmap> maps) {

  /**
   * Heatmaps on a scale.
   *
   * @throws IllegalArgumentException if there is no heatmap, or a value lies outside the scale by
   *     more than rounding
   */
  public Panels {
    Objects.requireNonNull(scale, "scale");
    maps = List.copyOf(maps);
    if (maps.isEmpty()) {
      throw new IllegalArgumentException(
          "No heatmaps were given for colour scale '%s'; give at least one."
              .formatted(scale.label()));
    }
    for (Heatmap map : maps) {
      if (!scale.covers(map)) {
        throw new IllegalArgumentException(
            "Heatmap '%s' has values from %s to %s, outside its colour scale '%s' from %s to %s."
                .formatted(
                    map.title(), map.min(), map.max(), scale.label(), scale.low(), scale.high()));
      }
    }
  }

  /** Heatmaps on a scale chosen by the caller, who may use it for other panels as well. */
  public static Panels on(Scale scale, Heatmap... maps) {
    return new Panels(scale, List.of(maps));
  }

  /** Heatmaps on one scale from 0 to their largest value, as {@link Scale#fromZero}. */
  public static Panels fromZero(String label, Heatmap... maps) {
    return on(Scale.fromZero(label, maps), maps);
  }
}
