package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;

/** Non-linearities on the engine. */
final class Activations {
  private Activations() {}

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
