package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Tokens;
import java.util.Arrays;

/**
 * How far and how widely a head looks, as one number per pattern. Below, A is the attention, n its
 * number of tokens, i a query and j a key. Each measure exists in every {@link
 * dev.assay.trace.Variant}: pass {@code pattern.as(variant)}.
 */
public final class AttentionMeasures {
  private AttentionMeasures() {}

  /**
   * Attention distance (1/n) Σ_i Σ_j A_ij·|i−j|, in tokens, from 0 (every token attends to itself)
   * to n−1. Vig and Belinkov 2019, "Analyzing the Structure of Attention in a Transformer Language
   * Model".
   */
  public static double distance(AttentionPattern pattern) {
    return meanOverQueries(pattern, (i, j, weight) -> weight * Math.abs(i - j));
  }

  /**
   * Local mass (1/n) Σ_i Σ_{|i−j|≤window} A_ij: the share of attention that stays within a window,
   * from 0 to 1.
   *
   * @param window in tokens, at least 0
   * @throws IllegalArgumentException if the window is negative
   */
  public static double localMass(AttentionPattern pattern, int window) {
    if (window < 0) {
      throw new IllegalArgumentException(
          "A window of %d tokens is no window; use 0 or more.".formatted(window));
    }
    return meanOverQueries(pattern, (i, j, weight) -> Math.abs(i - j) <= window ? weight : 0);
  }

  /**
   * Attention entropy −(1/n) Σ_i Σ_j A_ij ln A_ij with 0 ln 0 = 0, in nats, from 0 (each token
   * attends to one token) to ln n (uniform attention). Clark et al. 2019, "What Does BERT Look
   * At?".
   */
  public static double entropy(AttentionPattern pattern) {
    return meanOverQueries(pattern, (i, j, weight) -> weight == 0 ? 0 : -weight * Math.log(weight));
  }

  /**
   * What attention looks like by chance: every token attends to every token alike, A_ij = 1/n. In
   * the variants it stays uniform over what is left, so that {@code
   * distance(uniform(tokens).as(variant))} is the distance expected by chance: (n²−1)/(3n) over n
   * tokens, (n+1)/3 without self.
   */
  public static AttentionPattern uniform(Tokens tokens) {
    double[][] weights = new double[tokens.size()][tokens.size()];
    for (double[] row : weights) {
      Arrays.fill(row, 1.0 / tokens.size());
    }
    return AttentionPattern.of(tokens, weights);
  }

  /**
   * What attention would be if it did not depend on the query: every token shares its attention out
   * as all tokens do on average, A_ij = (1/n) Σ_k A_kj.
   */
  public static AttentionPattern keyMeans(AttentionPattern pattern) {
    int n = pattern.size();
    double[] means = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        means[j] += pattern.at(i, j) / n;
      }
    }
    double[][] weights = new double[n][];
    Arrays.fill(weights, means);
    return AttentionPattern.of(pattern.tokens(), weights);
  }

  /** What one cell of a pattern adds to a sum. */
  private interface Cell {
    double of(int query, int key, double weight);
  }

  private static double meanOverQueries(AttentionPattern pattern, Cell cell) {
    int n = pattern.size();
    if (n == 0) {
      throw new AssayException("There is no attention over no tokens; use a longer text.");
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += cell.of(i, j, pattern.at(i, j));
      }
    }
    return sum / n;
  }
}
