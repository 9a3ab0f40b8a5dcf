package dev.assay.trace;

import java.util.stream.IntStream;

/**
 * The attention of one head, or a mean over heads, on one text: an n×n matrix whose rows are
 * queries (from), whose columns are keys (to), and whose rows sum to 1.
 */
public final class AttentionPattern {
  /** float32 softmax over 512 tokens stays well inside this. */
  private static final double ROW_SUM_TOLERANCE = 1e-3;

  private final Tokens tokens;
  private final double[][] weights;

  private AttentionPattern(Tokens tokens, double[][] weights) {
    this.tokens = tokens;
    this.weights = weights;
  }

  /**
   * @param weights n×n for n tokens, each row summing to 1
   * @throws IllegalArgumentException if the matrix does not fit the tokens, holds a number outside
   *     [0,1] or one that is not finite, or has a row that does not sum to 1
   */
  public static AttentionPattern of(Tokens tokens, double[][] weights) {
    if (weights.length != tokens.size()) {
      throw new IllegalArgumentException(
          "%d rows of attention for %d tokens.".formatted(weights.length, tokens.size()));
    }
    double[][] copy = new double[weights.length][];
    for (int i = 0; i < weights.length; i++) {
      copy[i] = weights[i].clone();
    }
    return checked(tokens, copy);
  }

  static AttentionPattern of(Tokens tokens, Tensor pattern) {
    int n = tokens.size();
    float[] weights = pattern.toArray();
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = weights[i * n + j];
      }
    }
    return checked(tokens, rows);
  }

  private static AttentionPattern checked(Tokens tokens, double[][] weights) {
    for (int i = 0; i < weights.length; i++) {
      requireDistribution(weights[i], tokens.size(), i);
    }
    return new AttentionPattern(tokens, weights);
  }

  public Tokens tokens() {
    return tokens;
  }

  public int size() {
    return weights.length;
  }

  /** Attention from the token at {@code query} to the token at {@code key}. */
  public double at(int query, int key) {
    return weights[query][key];
  }

  public double[][] toArray() {
    return IntStream.range(0, size()).mapToObj(i -> weights[i].clone()).toArray(double[][]::new);
  }

  /** This pattern in one of the three variants in which every attention measure is taken. */
  public AttentionPattern as(Variant variant) {
    return switch (variant) {
      case RAW -> this;
      case CONTENT -> restrictedTo(tokens.contentPositions());
      case CONTENT_WITHOUT_SELF -> restrictedTo(tokens.contentPositions()).withoutSelf();
    };
  }

  /**
   * The rows and columns at {@code positions}, each row renormalised to sum to 1.
   *
   * @throws AssayException if nothing is left, or a row has no attention left to share out
   */
  public AttentionPattern restrictedTo(int... positions) {
    double[][] rest = new double[positions.length][positions.length];
    for (int i = 0; i < positions.length; i++) {
      for (int j = 0; j < positions.length; j++) {
        rest[i][j] = weights[positions[i]][positions[j]];
      }
    }
    return renormalised(tokens.select(positions), rest);
  }

  private AttentionPattern withoutSelf() {
    double[][] rest = toArray();
    for (int i = 0; i < rest.length; i++) {
      rest[i][i] = 0;
    }
    return renormalised(tokens, rest);
  }

  private static AttentionPattern renormalised(Tokens tokens, double[][] weights) {
    if (weights.length == 0) {
      throw new AssayException(
          "\"%s\" has no token left to take attention over; use a longer text."
              .formatted(tokens.text()));
    }
    for (int i = 0; i < weights.length; i++) {
      double sum = 0;
      for (double weight : weights[i]) {
        sum += weight;
      }
      if (!(sum > 0)) {
        throw new AssayException(
            "The token '%s' of \"%s\" gives no attention to the tokens that are left; use a longer text or the raw variant."
                .formatted(tokens.get(i).piece(), tokens.text()));
      }
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] /= sum;
      }
    }
    return new AttentionPattern(tokens, weights);
  }

  private static void requireDistribution(double[] row, int size, int query) {
    if (row.length != size) {
      throw new IllegalArgumentException(
          "Row %d of the attention has %d columns for %d tokens."
              .formatted(query, row.length, size));
    }
    double sum = 0;
    for (double weight : row) {
      if (!(weight >= 0 && weight <= 1 + ROW_SUM_TOLERANCE)) {
        throw new IllegalArgumentException(
            "Row %d of the attention holds %s, which is no attention weight."
                .formatted(query, weight));
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "Row %d of the attention sums to %s instead of 1.".formatted(query, sum));
    }
  }
}
