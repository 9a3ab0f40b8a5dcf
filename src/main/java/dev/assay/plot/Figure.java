package dev.assay.plot;

import java.util.List;
import java.util.Objects;

/**
 * A titled grid of heatmaps. Panels of one {@link Panels} group, and of groups with equal scales,
 * are coloured alike and share a colour bar beside them. Cells are square and of one size in the
 * whole figure, which grows with the number of tokens and panels so that every token stays
 * readable.
 *
 * <pre>{@code
 * Figure.of("The movie was not good, layer 2", 2,
 *     Panels.fromZero("attention", original, counterfactual),
 *     Panels.on(new Scale("cosine", -1, 1), originalValues, counterfactualValues));
 * }</pre>
 *
 * @param title what stands above the figure; may be empty
 * @param columns how many panels stand side by side before the next row starts
 * @param groups the panels, in reading order
 */
public record Figure(String title, int columns, List<Panels> groups) {

  /**
   * A figure of panels in reading order.
   *
   * @throws IllegalArgumentException if there is no panel or no column
   */
  public Figure {
    Objects.requireNonNull(title, "title");
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException(
          "Figure '%s' has no panels; give it at least one heatmap.".formatted(title));
    }
    if (columns < 1) {
      throw new IllegalArgumentException(
          "Figure '%s' was asked for %d columns; it needs at least one.".formatted(title, columns));
    }
  }

  /** A figure of the given groups, in reading order. */
  public static Figure of(String title, int columns, Panels... groups) {
    return new Figure(title, columns, List.of(groups));
  }

  /**
   * The figure as SVG. Every cell has a tooltip such as "from not → to good: 0.1234" where the SVG
   * is shown as a document or object (a browser shows none inside an {@code <img>}).
   */
  public String svg() {
    return FigureDrawing.draw(this).toString();
  }

  /**
   * The figure as PNG, at two pixels per SVG unit.
   *
   * @throws IllegalStateException if Batik is not on the class path (an optional dependency), the
   *     machine has no font at all, or the picture is too large to be drawn in seconds
   */
  public byte[] png() {
    // Before it is drawn: what is too large for a PNG takes long, and gigabytes, as an SVG.
    FigureLayout layout = new FigureLayout(this);
    Png.requireRoom(layout.width(), layout.height());
    return Png.of(FigureDrawing.frame(this, layout), layout);
  }
}
