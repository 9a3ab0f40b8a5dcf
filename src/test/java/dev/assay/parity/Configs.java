package dev.assay.parity;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;

/** Configurations with something changed, for mutants. */
final class Configs {
  private Configs() {}

  static EncoderConfig withActivation(EncoderConfig config, Activation activation) {
    return copy(config, activation, config.positions(), config.positionEncoding());
  }

  static EncoderConfig withPositions(
      EncoderConfig config, int positions, PositionEncoding encoding) {
    return copy(config, config.activation(), positions, encoding);
  }

  private static EncoderConfig copy(
      EncoderConfig config, Activation activation, int positions, PositionEncoding encoding) {
    return new EncoderConfig(
        config.architecture(),
        config.layers(),
        config.heads(),
        config.hidden(),
        config.intermediate(),
        config.vocabulary(),
        positions,
        config.layerNormEps(),
        activation,
        config.embedding(),
        encoding,
        config.head());
  }
}
