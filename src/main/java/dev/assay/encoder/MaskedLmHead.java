package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;

/**
 * The head that BERT was trained with: from a hidden state to a score per word piece.
 *
 * @param transform [D,D]
 * @param norm LayerNorm after the transform
 * @param decoder [V,D], mostly the word embeddings again
 */
record MaskedLmHead(Linear transform, Norm norm, Linear decoder) {

  /**
   * @param hidden last hidden states, [N,D]
   * @return logits, [N,V]
   */
  NDArray logits(NDArray hidden, Activation activation) {
    return decoder.apply(norm.apply(Activations.apply(activation, transform.apply(hidden))));
  }
}
