package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;
import dev.assay.encoder.LayerWeights.Linear;

/**
 * The head of a classifier of texts: from the hidden state of a text's first token to a score per
 * class. In BERT the first half is the pooler.
 *
 * @param dense [D,D]
 * @param activation after it
 * @param output [C,D]
 */
record ClassificationHead(Linear dense, Activation activation, Linear output) implements Head {

  @Override
  public NDArray logits(NDArray hidden) {
    return output.apply(Activations.apply(activation, dense.apply(hidden)));
  }
}
