package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Word;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How alike the value outputs z of a head's tokens are, in cosine similarity ("value-weighted
 * attention" in the findings' source). Below, S_ij = cos(z_i, z_j), and S_cj of a word c of several
 * word pieces is the mean over its pieces.
 *
 * <p>Special tokens are no neighbours of a word, so {@link #neighbourhoodSimilarity} and {@link
 * #effectiveNeighbours} look at content tokens only and know no other variant. Words are looked up
 * in the trace's own tokens. A zero vector has no direction: an {@link AssayException} names it.
 */
public final class ValueMeasures {
  private ValueMeasures() {}

  /**
   * Value similarity S, [T,T] over all tokens, from −1 to 1: symmetric, with 1 on its diagonal.
   *
   * @throws AssayException if a token's value output is zero
   */
  public static double[][] valueSimilarity(Head head) {
    float[] z = head.z().toArray();
    double[][] directions =
        IntStream.range(0, head.trace().tokens().size())
            .mapToObj(token -> direction(head, z, token))
            .toArray(double[][]::new);
    double[][] similarity = new double[directions.length][directions.length];
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j < directions.length; j++) {
        similarity[i][j] = cosine(directions[i], directions[j]);
      }
    }
    return similarity;
  }

  /**
   * Neighbourhood similarity of a word c: the mean of S_cj over the content tokens j with {@literal
   * 0 < |j−c| ≤ window}, from −1 to 1. From a word of several pieces, distance is counted from the
   * nearest, and its own pieces are no neighbours.
   *
   * @param window in tokens, at least 1
   * @throws IllegalArgumentException if the window is smaller than 1
   * @throws AssayException if there is no other content token in the window, or if a value output
   *     that is compared is zero
   */
  public static double neighbourhoodSimilarity(Head head, Word word, int window) {
    if (window < 1) {
      throw new IllegalArgumentException(
          "A window of %d tokens holds no neighbour; use 1 or more.".formatted(window));
    }
    int[] neighbours =
        IntStream.of(otherContent(head, word))
            .filter(j -> word.positions().stream().anyMatch(c -> Math.abs(j - c) <= window))
            .toArray();
    return DoubleStream.of(similarities(head, word, neighbours))
        .average()
        .orElseThrow(() -> alone(head, word));
  }

  /** {@link #neighbourhoodSimilarity(Head, Word, int)} for a word of the trace's text. */
  public static double neighbourhoodSimilarity(Head head, String word, int window) {
    return neighbourhoodSimilarity(head, head.trace().tokens().word(word), window);
  }

  /**
   * Effective neighbours of a word c: (Σ_j s_j)² / Σ_j s_j² with s_j = max(S_cj, 0), over the
   * content tokens j outside c, divided by how many such j there are. This participation ratio
   * counts the tokens over which the word's value output is spread: a share from 1 over the number
   * of those tokens (one token alone has it) to 1 (all have it alike), and 0 if no token's value
   * output points its way.
   *
   * @throws AssayException if the word is the text's only content, or if a value output is zero
   */
  public static double effectiveNeighbours(Head head, Word word) {
    int[] others = otherContent(head, word);
    if (others.length == 0) {
      throw alone(head, word);
    }
    double sum = 0;
    double squares = 0;
    for (double similarity : similarities(head, word, others)) {
      double shared = Math.max(similarity, 0);
      sum += shared;
      squares += shared * shared;
    }
    // No token shares anything: the count of effective neighbours is 0, not 0/0.
    return squares == 0 ? 0 : sum * sum / squares / others.length;
  }

  /** {@link #effectiveNeighbours(Head, Word)} for a word of the trace's text. */
  public static double effectiveNeighbours(Head head, String word) {
    return effectiveNeighbours(head, head.trace().tokens().word(word));
  }

  private static int[] otherContent(Head head, Word word) {
    return IntStream.of(head.trace().tokens().contentPositions())
        .filter(j -> !word.positions().contains(j))
        .toArray();
  }

  /** S_cj for each j of {@code others}. */
  private static double[] similarities(Head head, Word word, int[] others) {
    float[] z = head.z().toArray();
    List<double[]> pieces =
        word.positions().stream().map(piece -> direction(head, z, piece)).toList();
    double[] similarities = new double[others.length];
    for (int k = 0; k < others.length; k++) {
      double[] other = direction(head, z, others[k]);
      for (double[] piece : pieces) {
        similarities[k] += cosine(piece, other) / pieces.size();
      }
    }
    return similarities;
  }

  /** z of one token, scaled to length 1. */
  private static double[] direction(Head head, float[] z, int token) {
    double[] vector = new double[z.length / head.trace().tokens().size()];
    for (int k = 0; k < vector.length; k++) {
      vector[k] = z[token * vector.length + k];
    }
    double norm = Math.sqrt(dot(vector, vector));
    if (norm == 0) {
      throw new AssayException(
          "The value output of the token '%s' is zero in head %s on \"%s\", so it has no direction to compare; leave this head out."
              .formatted(
                  head.trace().tokens().get(token).piece(),
                  head.label(),
                  head.trace().tokens().text()));
    }
    for (int k = 0; k < vector.length; k++) {
      vector[k] /= norm;
    }
    return vector;
  }

  /** Of two vectors of length 1; rounding may put their dot product just outside [-1,1]. */
  private static double cosine(double[] a, double[] b) {
    return Math.max(-1, Math.min(1, dot(a, b)));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static AssayException alone(Head head, Word word) {
    return new AssayException(
        "The word '%s' has no neighbours in \"%s\"; use a longer text."
            .formatted(word.text(), head.trace().tokens().text()));
  }
}
