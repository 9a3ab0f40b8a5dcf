package dev.assay.measure;

import dev.assay.trace.Alignment;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Tensor;
import dev.assay.trace.Tokens;
import dev.assay.trace.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much a head's attention and value output change from a sentence to its counterfactual: the
 * four metrics of the findings' source (tinyllm-mechinter), by its names and formulas.
 *
 * <p>Only tokens with a partner are compared; where others are dropped, rows are renormalised. In
 * {@link Variant#RAW}, for texts of equal length, that is the source's own number. In {@link
 * Variant#CONTENT} special tokens are dropped as well, and in {@link Variant#CONTENT_WITHOUT_SELF}
 * the cells of the diagonal: they are not counted as zeros, which would make any two patterns look
 * alike.
 *
 * <p>All take the patterns of whole traces, which is what the alignment's positions refer to, and
 * the variant beside them. They throw an {@link IllegalArgumentException} if the alignment is not
 * of these two texts, and an {@link AssayException} if so few tokens have a partner that attention
 * among them cannot differ.
 */
public final class CounterfactualMeasures {
  private CounterfactualMeasures() {}

  /** max_attention_diff: max |A−A′| over all cells, in attention, from 0 to 1. */
  public static double maxAttentionDiff(
      AttentionPattern original,
      AttentionPattern counterfactual,
      Alignment alignment,
      Variant variant) {
    return differences(original, counterfactual, alignment, variant).max().orElseThrow();
  }

  /** mean_attention_diff: the mean of |A−A′| over all cells, in attention, from 0 to 1. */
  public static double meanAttentionDiff(
      AttentionPattern original,
      AttentionPattern counterfactual,
      Alignment alignment,
      Variant variant) {
    return differences(original, counterfactual, alignment, variant).average().orElseThrow();
  }

  /**
   * attention_pattern_correlation: Pearson's r of the flattened A and A′, from −1 to 1. Of uniform
   * attention, which has no variance, r is 1 with uniform attention and 0 with any other.
   */
  public static double attentionPatternCorrelation(
      AttentionPattern original,
      AttentionPattern counterfactual,
      Alignment alignment,
      Variant variant) {
    List<Alignment.Pair> pairs =
        comparable(original.tokens(), counterfactual.tokens(), alignment, variant);
    return Correlation.pearson(
        cells(original, originals(pairs), variant),
        cells(counterfactual, counterfactuals(pairs), variant));
  }

  /**
   * value_output_correlation: Pearson's r of the flattened z and z′, from −1 to 1; 1 between equal
   * constants and 0 between a constant and anything else. z has no diagonal, so {@link
   * Variant#CONTENT_WITHOUT_SELF} gives the same number as {@link Variant#CONTENT}.
   */
  public static double valueOutputCorrelation(
      Head original, Head counterfactual, Alignment alignment, Variant variant) {
    Variant kept = variant == Variant.RAW ? Variant.RAW : Variant.CONTENT;
    List<Alignment.Pair> pairs =
        comparable(original.trace().tokens(), counterfactual.trace().tokens(), alignment, kept);
    return Correlation.pearson(
        rows(original.z(), originals(pairs)), rows(counterfactual.z(), counterfactuals(pairs)));
  }

  private static DoubleStream differences(
      AttentionPattern original,
      AttentionPattern counterfactual,
      Alignment alignment,
      Variant variant) {
    List<Alignment.Pair> pairs =
        comparable(original.tokens(), counterfactual.tokens(), alignment, variant);
    double[] a = cells(original, originals(pairs), variant);
    double[] b = cells(counterfactual, counterfactuals(pairs), variant);
    return IntStream.range(0, a.length).mapToDouble(k -> Math.abs(a[k] - b[k]));
  }

  private static List<Alignment.Pair> comparable(
      Tokens original, Tokens counterfactual, Alignment alignment, Variant variant) {
    int pairCount = alignment.pairs().size();
    if (pairCount + alignment.originalDropped() != original.size()
        || pairCount + alignment.counterfactualDropped() != counterfactual.size()) {
      throw new IllegalArgumentException(
          "The alignment is of texts of %d and %d tokens, but %d and %d are compared; align the tokens of the whole traces and pass raw patterns."
              .formatted(
                  pairCount + alignment.originalDropped(),
                  pairCount + alignment.counterfactualDropped(),
                  original.size(),
                  counterfactual.size()));
    }
    // Loops and no streams, here and below: a run takes millions of correlations.
    List<Alignment.Pair> pairs = new ArrayList<>();
    for (Alignment.Pair pair : alignment.pairs()) {
      if (variant == Variant.RAW
          || (original.get(pair.original()).content()
              && counterfactual.get(pair.counterfactual()).content())) {
        pairs.add(pair);
      }
    }
    // A row over one cell is always 1.
    int needed = variant == Variant.CONTENT_WITHOUT_SELF ? 3 : 2;
    if (pairs.size() < needed) {
      throw new AssayException(
          "\"%s\" and \"%s\" share too few tokens to be compared (%s: %d, needed: %d); use texts that share more, or declare substitutions."
              .formatted(
                  original.text(), counterfactual.text(), variant.label(), pairs.size(), needed));
    }
    return pairs;
  }

  /** The cells that the variant keeps, row by row. */
  private static double[] cells(AttentionPattern raw, int[] positions, Variant variant) {
    AttentionPattern pattern = raw.restrictedTo(positions).as(variant);
    boolean self = variant != Variant.CONTENT_WITHOUT_SELF;
    int n = pattern.size();
    double[] cells = new double[self ? n * n : n * (n - 1)];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (self || i != j) {
          cells[next++] = pattern.at(i, j);
        }
      }
    }
    return cells;
  }

  private static double[] rows(Tensor z, int[] positions) {
    int width = z.dimension(1);
    float[] all = z.toArray();
    double[] rows = new double[positions.length * width];
    for (int i = 0; i < positions.length; i++) {
      for (int k = 0; k < width; k++) {
        rows[i * width + k] = all[positions[i] * width + k];
      }
    }
    return rows;
  }

  private static int[] originals(List<Alignment.Pair> pairs) {
    return positions(pairs, Alignment.Pair::original);
  }

  private static int[] counterfactuals(List<Alignment.Pair> pairs) {
    return positions(pairs, Alignment.Pair::counterfactual);
  }

  private static int[] positions(List<Alignment.Pair> pairs, ToIntFunction<Alignment.Pair> side) {
    int[] positions = new int[pairs.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = side.applyAsInt(pairs.get(i));
    }
    return positions;
  }
}
