package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;

/**
 * The head that encoders are trained with: from a hidden state to a score per word piece.
 *
 * @param transform [E,D]; E, the width of the word embeddings, is D unless they are projected
 * @param activation after the transform
 * @param norm LayerNorm after that
 * @param decoder [V,E], mostly the word embeddings again
 */
record MaskedLmHead(Linear transform, Activation activation, Norm norm, Linear decoder)
    implements Head {

  @Override
  public NDArray logits(NDArray hidden) {
    return decoder.apply(norm.apply(Activations.apply(activation, transform.apply(hidden))));
  }
}
