package dev.assay.encoder;

import dev.assay.checkpoint.Embedding;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The last hidden states of one text, and what vector can be made of them.
 *
 * @param hidden [T,D]
 */
record Pooled(Tensor hidden) {

  static Pooled last(Trace trace) {
    return new Pooled(trace.tensor(Site.RESID).at(trace.layerCount()));
  }

  /** As sentence-transformers' modules Pooling and Normalize compute it. */
  double[] embedding(Embedding embedding) {
    double[] vector =
        embedding.poolings().stream().flatMapToDouble(kind -> DoubleStream.of(by(kind))).toArray();
    return embedding.normalised() ? normalised(vector) : vector;
  }

  double[] by(Embedding.Pooling pooling) {
    int tokens = hidden.shape()[0];
    return switch (pooling) {
      case FIRST_TOKEN -> row(0);
      case LAST_TOKEN -> row(tokens - 1);
      case MAX ->
          each(i -> IntStream.range(0, tokens).mapToDouble(t -> hidden.get(t, i)).max().orElse(0));
      case MEAN -> each(i -> sum(i, t -> 1) / tokens);
      case MEAN_SQRT_LEN -> each(i -> sum(i, t -> 1) / Math.sqrt(tokens));
      case WEIGHTED_MEAN -> each(i -> sum(i, t -> t + 1) / (tokens * (tokens + 1) / 2.0));
    };
  }

  private double[] row(int token) {
    return each(i -> hidden.get(token, i));
  }

  private double[] each(IntToDoubleFunction component) {
    return IntStream.range(0, hidden.shape()[1]).mapToDouble(component).toArray();
  }

  private double sum(int component, IntUnaryOperator weight) {
    double sum = 0;
    for (int token = 0; token < hidden.shape()[0]; token++) {
      sum += (double) weight.applyAsInt(token) * hidden.get(token, component);
    }
    return sum;
  }

  /** Of length 1; the zero vector stays as it is. */
  private static double[] normalised(double... vector) {
    double length = Math.sqrt(DoubleStream.of(vector).map(x -> x * x).sum());
    return length == 0 ? vector : DoubleStream.of(vector).map(x -> x / length).toArray();
  }
}
