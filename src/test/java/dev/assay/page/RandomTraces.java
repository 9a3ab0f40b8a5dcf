package dev.assay.page;

import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Traces of two layers of two heads of width 3 with numbers from a seed. */
final class RandomTraces {
  static final int LAYERS = 2;
  static final int HEADS = 2;
  static final int WIDTH = 3;

  private RandomTraces() {}

  static Trace of(long seed, String... pieces) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < pieces.length; k++) {
      boolean content = k > 0 && k < pieces.length - 1;
      int end = content ? at + pieces[k].length() : at;
      tokens.add(new Token(pieces[k], pieces[k].hashCode(), at, end, content));
      at = content ? end + 1 : end;
    }
    return of(
        seed, new Tokens(String.join(" ", List.of(pieces).subList(1, pieces.length - 1)), tokens));
  }

  static Trace of(long seed, Tokens tokens) {
    int n = tokens.size();
    Random random = new Random(seed);
    float[] pattern = new float[LAYERS * HEADS * n * n];
    for (int row = 0; row < pattern.length / n; row++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        pattern[row * n + j] = (float) Math.exp(4 * random.nextGaussian());
        sum += pattern[row * n + j];
      }
      for (int j = 0; j < n; j++) {
        pattern[row * n + j] /= (float) sum;
      }
    }
    return Trace.of(
        tokens,
        LAYERS,
        HEADS,
        Map.of(
            Site.PATTERN,
            Tensor.of(pattern, LAYERS, HEADS, n, n),
            Site.V,
            Tensor.of(gaussian(random, n), LAYERS, HEADS, n, WIDTH),
            Site.Z,
            Tensor.of(gaussian(random, n), LAYERS, HEADS, n, WIDTH)));
  }

  /** W_O of either layer. */
  static List<Tensor> projections() {
    Random random = new Random(7);
    int width = HEADS * WIDTH;
    List<Tensor> projections = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      float[] w = new float[width * width];
      for (int k = 0; k < w.length; k++) {
        w[k] = (float) random.nextGaussian();
      }
      projections.add(Tensor.of(w, width, width));
    }
    return projections;
  }

  private static float[] gaussian(Random random, int tokens) {
    float[] data = new float[LAYERS * HEADS * tokens * WIDTH];
    for (int k = 0; k < data.length; k++) {
      data[k] = (float) random.nextGaussian();
    }
    return data;
  }
}
