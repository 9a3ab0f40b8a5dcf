package dev.assay.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Traces made by hand, for tests. */
public final class Traces {
  private Traces() {}

  /**
   * Tokens of a text whose words are separated by spaces; {@code ##} glues a piece to the one
   * before, [CLS] and [SEP] are no content.
   */
  public static Tokens tokens(String... pieces) {
    StringBuilder text = new StringBuilder();
    List<Token> tokens = new ArrayList<>();
    for (String piece : pieces) {
      boolean content = !piece.equals("[CLS]") && !piece.equals("[SEP]");
      boolean glued = piece.startsWith("##");
      if (content && !glued && text.length() > 0) {
        text.append(' ');
      }
      int start = text.length();
      if (content) {
        text.append(glued ? piece.substring(2) : piece);
      }
      tokens.add(new Token(piece, piece.hashCode(), start, text.length(), content));
    }
    return new Tokens(text.toString(), tokens);
  }

  /** A head whose trace holds this only head of this only layer. */
  public static Head head(Tokens tokens, Map<Site, double[][]> matrices) {
    Map<Site, Tensor> tensors = new EnumMap<>(Site.class);
    matrices.forEach((site, matrix) -> tensors.put(site, tensor(matrix, 1, 1)));
    return Trace.of(tokens, 1, 1, tensors).layer(0).head(0);
  }

  /** A matrix as a tensor with axes of length 1 before its two. */
  public static Tensor tensor(double[][] matrix, int... before) {
    int[] shape = Arrays.copyOf(before, before.length + 2);
    shape[before.length] = matrix.length;
    shape[before.length + 1] = matrix[0].length;
    float[] data = new float[matrix.length * matrix[0].length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        data[i * matrix[0].length + j] = (float) matrix[i][j];
      }
    }
    return Tensor.of(data, shape);
  }
}
