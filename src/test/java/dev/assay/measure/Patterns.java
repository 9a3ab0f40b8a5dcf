package dev.assay.measure;

import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Traces;

/** Attention small enough to compute by hand. */
final class Patterns {
  static final double[][] THREE = {{0.5, 0.3, 0.2}, {0.1, 0.6, 0.3}, {0.4, 0.4, 0.2}};

  /**
   * Over [CLS] a b c. On content: (½ ¼ ¼), (.2 .6 .2), (.6 .2 .2); without self: (0 ½ ½), (½ 0 ½),
   * (¾ ¼ 0).
   */
  static final double[][] FOUR = {
    {0.4, 0.2, 0.2, 0.2}, {0.2, 0.4, 0.2, 0.2}, {0.5, 0.1, 0.3, 0.1}, {0.5, 0.3, 0.1, 0.1}
  };

  private Patterns() {}

  static AttentionPattern three() {
    return AttentionPattern.of(Traces.tokens("a", "b", "c"), THREE);
  }

  static AttentionPattern four() {
    return AttentionPattern.of(Traces.tokens("[CLS]", "a", "b", "c"), FOUR);
  }
}
