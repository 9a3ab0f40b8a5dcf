package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Tensor;
import dev.assay.trace.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much a token really receives: the length of what a head moves, not the weight with which it
 * moves it. Kobayashi et al. 2020, "Attention is Not Only a Weight: Analyzing Transformers with
 * Vector Norms".
 */
public final class ValueWeightedNorm {
  private ValueWeightedNorm() {}

  /**
   * Value-weighted norm ‖A_ij · v_j W_O‖ of every cell, [n,n] over the variant's n tokens; at least
   * 0, in units of the residual stream before LayerNorm. v_j holds the value bias, as in the paper;
   * the output projection's own bias belongs to no token and is left out. The content variants take
   * A as renormalised there.
   *
   * @param head a head of a trace that holds pattern and v
   * @param outputProjection W_O of the head's layer for all heads, [D, H·d] (out, in); this head's
   *     part are the columns from head·d to (head+1)·d
   * @throws IllegalArgumentException if the projection does not have H·d columns
   * @throws AssayException if the projection holds a number that is not finite
   */
  public static double[][] valueWeightedNorm(Head head, Variant variant, Tensor outputProjection) {
    int width = head.v().dimension(1);
    int columns = head.trace().headCount() * width;
    if (outputProjection.shape().length != 2 || outputProjection.dimension(1) != columns) {
      throw new IllegalArgumentException(
          "An output projection of shape %s does not take %d heads of width %d."
              .formatted(
                  Arrays.toString(outputProjection.shape()), head.trace().headCount(), width));
    }
    AttentionPattern pattern = head.pattern().as(variant);
    int[] positions =
        variant == Variant.RAW
            ? IntStream.range(0, pattern.size()).toArray()
            : head.trace().tokens().contentPositions();
    double[][] norms = new double[pattern.size()][pattern.size()];
    double[][] own = columns(outputProjection, head.index() * width, width);
    for (int j = 0; j < norms.length; j++) {
      double moved = norm(own, head.v().at(positions[j]), head);
      for (int i = 0; i < norms.length; i++) {
        norms[i][j] = pattern.at(i, j) * moved;
      }
    }
    return norms;
  }

  /**
   * The mean of {@link #valueWeightedNorm} over all cells: how much the head writes to the residual
   * stream for one pair of tokens. Without self the diagonal counts too, as 0.
   *
   * @throws IllegalArgumentException as {@link #valueWeightedNorm}
   * @throws AssayException as {@link #valueWeightedNorm}
   */
  public static double mean(Head head, Variant variant, Tensor outputProjection) {
    return Arrays.stream(valueWeightedNorm(head, variant, outputProjection))
        .flatMapToDouble(Arrays::stream)
        .average()
        .orElseThrow();
  }

  private static double[][] columns(Tensor matrix, int first, int count) {
    double[][] columns = new double[matrix.dimension(0)][count];
    for (int row = 0; row < columns.length; row++) {
      for (int k = 0; k < count; k++) {
        columns[row][k] = matrix.get(row, first + k);
      }
    }
    return columns;
  }

  /** ‖v W_O‖ of one token, {@code projection} being this head's part of W_O. */
  private static double norm(double[][] projection, Tensor value, Head head) {
    float[] v = value.toArray();
    double squares = 0;
    for (double[] row : projection) {
      double sum = 0;
      for (int k = 0; k < v.length; k++) {
        sum += row[k] * v[k];
      }
      squares += sum * sum;
    }
    if (!Double.isFinite(squares)) {
      throw new AssayException(
          "The output projection of layer %d holds a number that is not finite; check the checkpoint's weights."
              .formatted(head.layer()));
    }
    return Math.sqrt(squares);
  }
}
