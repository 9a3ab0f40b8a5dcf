package dev.assay.trace;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One layer's part of a trace.
 *
 * @param trace the trace it belongs to
 * @param index numbered from 0
 */
public record Layer(Trace trace, int index) {

  public Head head(int head) {
    if (head < 0 || head >= trace.headCount()) {
      throw new AssayException(
          "There is no head %d: layer %d has heads 0 to %d."
              .formatted(head, index, trace.headCount() - 1));
    }
    return new Head(trace, index, head);
  }

  public List<Head> heads() {
    return IntStream.range(0, trace.headCount()).mapToObj(this::head).toList();
  }

  /** The layer's attention averaged over its heads, T×T; its rows still sum to 1. */
  public AttentionPattern meanOverHeads() {
    int n = trace.tokens().size();
    double[][] mean = new double[n][n];
    for (Head head : heads()) {
      AttentionPattern pattern = head.pattern();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          mean[i][j] += pattern.at(i, j) / trace.headCount();
        }
      }
    }
    return AttentionPattern.of(trace.tokens(), mean);
  }

  /** The mean of a measure over the layer's heads. */
  public double meanOverHeads(ToDoubleFunction<Head> measure) {
    return heads().stream().mapToDouble(measure).sum() / trace.headCount();
  }
}
