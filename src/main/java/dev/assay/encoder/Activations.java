package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.assay.checkpoint.Activation;

/** Non-linearities on the engine. */
final class Activations {
  private Activations() {}

  /** The activation of a feed-forward network's first half, [N,F], times its gate if it has one. */
  static NDArray gated(boolean gated, Activation activation, NDArray x) {
    if (!gated) {
      return apply(activation, x);
    }
    NDList halves = x.split(2, 1); // [N,F] each, of [N,2F]
    return apply(activation, halves.get(0)).mul(halves.get(1));
  }

  static NDArray apply(Activation activation, NDArray x) {
    return switch (activation) {
      case GELU -> ai.djl.nn.Activation.gelu(x);
      case GELU_NEW -> {
        NDArray inner = x.pow(3).mul(0.044715f).add(x).mul((float) Math.sqrt(2 / Math.PI));
        yield inner.tanh().add(1).mul(x).mul(0.5f);
      }
      case RELU -> ai.djl.nn.Activation.relu(x);
      case TANH -> x.tanh();
    };
  }
}
