package dev.assay.model;

import dev.assay.trace.Trace;

/**
 * What is on top of a model's encoder: from the hidden states of a trace to scores. A claim has no
 * need of it, since {@link Model} has a method for every behaviour; whoever implements a model has.
 */
public interface Heads {

  /** The masked-language-model head. */
  @FunctionalInterface
  interface MaskedLm {
    /**
     * @param trace that holds resid, of a text with a mask at least
     * @param layer of resid, 0 to L
     */
    MaskScores of(Trace trace, int layer);
  }

  /** The classification head. */
  @FunctionalInterface
  interface Classifier {
    /**
     * @param trace that holds resid
     */
    ClassScores of(Trace trace);
  }

  /**
   * @throws MissingHead if the checkpoint has none
   */
  MaskedLm maskedLm();

  /**
   * @throws MissingHead if the checkpoint has none
   */
  Classifier classifier();

  /**
   * @param trace that holds resid
   * @see Model#embedding(Text)
   */
  double[] embedding(Trace trace);
}
