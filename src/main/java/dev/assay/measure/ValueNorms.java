package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Tensor;
import java.util.Arrays;

/**
 * ‖v_j W_O‖ of every token: how much a head writes to the residual stream for a token that it
 * attends to fully. {@link ValueWeightedNorm} is this, weighted with the attention. Kobayashi et
 * al. 2020, "Attention is Not Only a Weight: Analyzing Transformers with Vector Norms".
 *
 * <p>For many texts: ‖v W_O‖² = v (W_O W_Oᵀ) vᵀ, and the d×d matrix in the middle is the head's, so
 * that a token costs d² multiplications instead of d·D.
 */
public final class ValueNorms {
  /** W_O W_Oᵀ of each head, d×d row by row. */
  private final double[][] squares;

  private final int width;

  private ValueNorms(double[][] squares, int width) {
    this.squares = squares;
    this.width = width;
  }

  /**
   * The norms of one layer's heads.
   *
   * @param outputProjection W_O of the layer for all heads, [D, H·d] (out, in); head h's part are
   *     the columns from h·d to (h+1)·d
   * @param heads H
   * @throws IllegalArgumentException if the projection is no matrix, or its columns cannot be
   *     shared out among the heads
   */
  public static ValueNorms of(Tensor outputProjection, int heads) {
    if (outputProjection.shape().length != 2 || outputProjection.dimension(1) % heads != 0) {
      throw new IllegalArgumentException(
          "An output projection of shape %s cannot be shared out among %d heads."
              .formatted(Arrays.toString(outputProjection.shape()), heads));
    }
    int columns = outputProjection.dimension(1);
    int width = columns / heads;
    float[] projection = outputProjection.toArray();
    double[][] squares = new double[heads][width * width];
    for (int head = 0; head < heads; head++) {
      for (int row = 0; row < outputProjection.dimension(0); row++) {
        int start = row * columns + head * width;
        for (int a = 0; a < width; a++) {
          for (int b = 0; b < width; b++) {
            squares[head][a * width + b] += (double) projection[start + a] * projection[start + b];
          }
        }
      }
    }
    return new ValueNorms(squares, width);
  }

  /**
   * ‖v_j W_O‖ of every token j, [T]; at least 0, in units of the residual stream before LayerNorm.
   *
   * @param head a head of this layer, of a trace that holds v
   * @throws IllegalArgumentException if the head has another width
   * @throws AssayException if the projection holds a number that is not finite
   */
  public double[] of(Head head) {
    Tensor v = head.v();
    if (v.dimension(1) != width) {
      throw new IllegalArgumentException(
          "A head of width %d does not go with a projection for width %d."
              .formatted(v.dimension(1), width));
    }
    float[] values = v.toArray();
    double[] square = squares[head.index()];
    double[] norms = new double[v.dimension(0)];
    for (int token = 0; token < norms.length; token++) {
      double sum = 0;
      for (int a = 0; a < width; a++) {
        double product = 0;
        for (int b = 0; b < width; b++) {
          product += square[a * width + b] * values[token * width + b];
        }
        sum += product * values[token * width + a];
      }
      if (!Double.isFinite(sum)) {
        throw new AssayException(
            "The output projection of layer %d holds a number that is not finite; check the checkpoint's weights."
                .formatted(head.layer()));
      }
      norms[token] = Math.sqrt(Math.max(0, sum)); // rounding may leave a little below 0
    }
    return norms;
  }
}
