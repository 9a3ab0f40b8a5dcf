package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Embedding;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;

/**
 * The head of a classifier of texts: from one hidden state of a text, mostly its first token's, to
 * a score per class. In BERT the first half is the pooler.
 *
 * @param dense [D,D]
 * @param activation after it
 * @param norm after that, in ModernBERT
 * @param pooling which hidden states it sees
 * @param output [C,D]
 */
record ClassificationHead(
    Linear dense, Activation activation, Norm norm, Embedding.Pooling pooling, Linear output)
    implements Head {

  @Override
  public NDArray logits(NDArray hidden) {
    return output.apply(norm.apply(Activations.apply(activation, dense.apply(hidden))));
  }
}
