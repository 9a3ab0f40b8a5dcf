package dev.assay.encoder;

import ai.djl.ndarray.NDArray;

/** What a checkpoint has on top of its encoder: from hidden states to scores. */
sealed interface Head permits MaskedLmHead, ClassificationHead {

  /**
   * @param hidden hidden states of the last layer, [N,D]
   * @return a row of scores for each of them
   */
  NDArray logits(NDArray hidden);
}
