package dev.assay.checkpoint;

import dev.assay.trace.AssayException;

/** The feed-forward network's non-linearity. */
public enum Activation {
  /** x·Φ(x) with the exact Gaussian distribution function (Hendrycks and Gimpel 2016). */
  GELU("gelu"),
  /** The same with the tanh approximation, as Google's BERT code and GPT-2 have it. */
  GELU_NEW("gelu_new"),
  RELU("relu");

  private final String configName;

  Activation(String configName) {
    this.configName = configName;
  }

  /** The activation that a config.json names so. */
  static Activation named(String name, String where) {
    for (Activation activation : values()) {
      if (activation.configName.equals(name)) {
        return activation;
      }
    }
    throw new AssayException(
        "%s names the activation '%s', which is not supported; supported are gelu, gelu_new and relu."
            .formatted(where, name));
  }
}
