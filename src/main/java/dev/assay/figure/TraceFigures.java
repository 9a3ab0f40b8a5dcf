package dev.assay.figure;

import dev.assay.measure.ValueMeasures;
import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.plot.Scale;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Attention beside value-weighted attention, which is the cosine similarity between the value
 * outputs of two tokens. Panels that are compared share one colour scale.
 */
public final class TraceFigures {
  private static final int HEADS_PER_ROW = 4;
  private static final int LAYERS_PER_ROW = 3;
  private static final String ATTENTION = "attention";
  private static final String VALUE_WEIGHTED = "value-weighted attention";
  private static final Scale COSINE = new Scale("cosine", -1, 1);

  private TraceFigures() {}

  /** Every head of a layer: attention, in a variant of it, above value-weighted attention. */
  public static Figure layer(Layer layer, Variant variant) {
    return Figure.of(
        title(layer.trace(), "layer " + layer.index() + ", all heads"),
        fullRows(layer.trace().headCount(), HEADS_PER_ROW),
        Panels.fromZero(
            name(variant),
            maps(
                layer.heads().stream()
                    .map(h -> heatmap("head " + h.label(), h.pattern().as(variant))))),
        Panels.on(
            COSINE, maps(layer.heads().stream().map(h -> values("values, head " + h.label(), h)))));
  }

  /** Every layer's mean over its heads: attention, in a variant, above value-weighted attention. */
  public static Figure means(Trace trace, Variant variant) {
    return Figure.of(
        title(trace, "mean over heads"),
        fullRows(trace.layerCount(), LAYERS_PER_ROW),
        Panels.fromZero(
            name(variant),
            maps(
                trace.layers().stream()
                    .map(l -> heatmap("layer " + l.index(), l.meanOverHeads().as(variant))))),
        Panels.on(
            COSINE,
            maps(trace.layers().stream().map(l -> meanValues("values, layer " + l.index(), l)))));
  }

  /** All heads of a layer in a grid, attention or value-weighted attention. */
  public static Figure grid(Layer layer, boolean valueWeighted) {
    Stream<Heatmap> maps =
        layer.heads().stream()
            .map(
                head ->
                    valueWeighted
                        ? values("head " + head.label(), head)
                        : attention("head " + head.label(), head));
    return Figure.of(
        title(layer.trace(), "layer " + layer.index()),
        HEADS_PER_ROW,
        panels(valueWeighted, maps(maps)));
  }

  /** One head's map, attention or value-weighted attention. */
  public static Figure single(Head head, boolean valueWeighted) {
    return Figure.of(
        head.trace().tokens().text(),
        1,
        panels(
            valueWeighted,
            valueWeighted
                ? values("head " + head.label(), head)
                : attention("head " + head.label(), head)));
  }

  /** A layer's mean over its heads, attention or value-weighted attention. */
  public static Figure mean(Layer layer, boolean valueWeighted) {
    String name = "layer " + layer.index() + ", mean over heads";
    return Figure.of(
        layer.trace().tokens().text(),
        1,
        panels(
            valueWeighted, valueWeighted ? meanValues(name, layer) : meanAttention(name, layer)));
  }

  /** Four panels: original and counterfactual, attention above value-weighted attention. */
  public static Figure counterfactual(Head original, Head counterfactual) {
    return fourPanels(
        "head " + original.label(),
        ATTENTION,
        attention(original.trace().tokens().text(), original),
        attention(counterfactual.trace().tokens().text(), counterfactual),
        values(VALUE_WEIGHTED, original),
        values(VALUE_WEIGHTED, counterfactual));
  }

  /** The same of a layer's mean over its heads, attention in a variant of it. */
  public static Figure counterfactual(Layer original, Layer counterfactual, Variant variant) {
    return fourPanels(
        "layer " + original.index() + ", mean over heads",
        name(variant),
        heatmap(original.trace().tokens().text(), original.meanOverHeads().as(variant)),
        heatmap(counterfactual.trace().tokens().text(), counterfactual.meanOverHeads().as(variant)),
        meanValues(VALUE_WEIGHTED, original),
        meanValues(VALUE_WEIGHTED, counterfactual));
  }

  private static Figure fourPanels(
      String title,
      String name,
      Heatmap attention,
      Heatmap otherAttention,
      Heatmap values,
      Heatmap otherValues) {
    return Figure.of(
        title,
        2,
        Panels.fromZero(name, attention, otherAttention),
        Panels.on(COSINE, values, otherValues));
  }

  /** The most columns that {@code count} panels fill row by row: the next group begins its own. */
  private static int fullRows(int count, int most) {
    return IntStream.rangeClosed(1, most)
        .filter(columns -> count % columns == 0)
        .max()
        .orElseThrow();
  }

  private static Panels panels(boolean valueWeighted, Heatmap... maps) {
    return valueWeighted ? Panels.on(COSINE, maps) : Panels.fromZero(ATTENTION, maps);
  }

  private static Heatmap attention(String title, Head head) {
    return heatmap(title, head.trace(), head.pattern().toArray());
  }

  private static Heatmap meanAttention(String title, Layer layer) {
    return heatmap(title, layer.trace(), layer.meanOverHeads().toArray());
  }

  private static Heatmap values(String title, Head head) {
    return heatmap(title, head.trace(), ValueMeasures.valueSimilarity(head));
  }

  private static Heatmap meanValues(String title, Layer layer) {
    int n = layer.trace().tokens().size();
    double[][] mean = new double[n][n];
    List<double[][]> heads = new ArrayList<>();
    layer.heads().forEach(head -> heads.add(ValueMeasures.valueSimilarity(head)));
    for (double[][] head : heads) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          mean[i][j] += head[i][j] / heads.size();
        }
      }
    }
    return heatmap(title, layer.trace(), mean);
  }

  private static String name(Variant variant) {
    return variant == Variant.RAW ? ATTENTION : ATTENTION + ", " + variant.label();
  }

  private static Heatmap heatmap(String title, AttentionPattern pattern) {
    return Heatmap.ofTokens(title, pattern.tokens().pieces(), pattern.toArray());
  }

  private static Heatmap heatmap(String title, Trace trace, double[][] values) {
    return Heatmap.ofTokens(title, trace.tokens().pieces(), values);
  }

  private static Heatmap[] maps(Stream<Heatmap> maps) {
    return maps.toArray(Heatmap[]::new);
  }

  private static String title(Trace trace, String what) {
    return "%s: %s".formatted(trace.tokens().text(), what);
  }
}
