package dev.assay.encoder;

import dev.assay.encoder.LayerWeights.Norm;
import java.util.function.UnaryOperator;

/** Models whose forward pass goes wrong in one way; closing one leaves the real model open. */
public final class Mutants {
  private Mutants() {}

  /** Tokens stand nowhere in particular: distances are 0, and no query is rotated against a key. */
  public static PyTorchModel withoutPlaces(PyTorchModel real) {
    EncoderWeights weights = real.encoder().weights();
    Positions positions = weights.positions();
    return real.derived(
        real.manager().newSubManager(),
        weights.withPositions(
            new Positions(positions.table(), positions.bias(), length -> new int[length])));
  }

  /** LayerNorms before half a layer stand after it, and the other way round. */
  public static PyTorchModel withNormsMisplaced(PyTorchModel real) {
    return withLayers(
        real,
        layer ->
            withNorms(
                layer,
                layer.afterAttention(),
                layer.beforeAttention(),
                layer.afterFeedForward(),
                layer.beforeFeedForward()));
  }

  /** The LayerNorm behind the last layer is left out. */
  public static PyTorchModel withoutFinalNorm(PyTorchModel real) {
    return withLayers(
        real,
        layer ->
            withNorms(
                layer,
                layer.beforeAttention(),
                layer.afterAttention(),
                layer.beforeFeedForward(),
                Norm.NONE));
  }

  private static LayerWeights withNorms(
      LayerWeights layer,
      Norm beforeAttention,
      Norm afterAttention,
      Norm beforeFeedForward,
      Norm afterFeedForward) {
    return new LayerWeights(
        beforeAttention,
        layer.qkv(),
        layer.attentionOutput(),
        afterAttention,
        beforeFeedForward,
        layer.up(),
        layer.down(),
        afterFeedForward);
  }

  private static PyTorchModel withLayers(PyTorchModel real, UnaryOperator<LayerWeights> change) {
    EncoderWeights weights = real.encoder().weights();
    return real.derived(
        real.manager().newSubManager(),
        new EncoderWeights(
            weights.words(),
            weights.positions(),
            weights.tokenType(),
            weights.embeddingNorm(),
            weights.projection(),
            weights.layers().stream().map(change).toList(),
            weights.maskedLm(),
            weights.classifier()));
  }
}
