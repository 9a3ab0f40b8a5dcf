package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Embedding.Pooling;
import dev.assay.encoder.LayerWeights.LayerNorm;
import dev.assay.encoder.LayerWeights.Linear;
import dev.assay.encoder.LayerWeights.Norm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heads on numbers that can be worked out by hand. */
class HeadTest {
  private final NDManager manager = Engines.newManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void a_classifier_is_dense_activation_and_output() {
    ClassificationHead head = head(Norm.NONE);

    // dense gives (3, -1), ReLU (3, 0), output (3, 6, -3) + (0, 0, 1)
    assertThat(head.logits(array(1, 2, 1)).toFloatArray()).containsExactly(3, 6, -2);
  }

  @Test
  void a_norm_stands_between_activation_and_output() {
    Norm norm = new LayerNorm(array(2, 2, 2).flatten(), array(2, 0, 0).flatten(), 1e-9f);
    ClassificationHead head = head(norm);

    // (3, 0) becomes (1, -1), and twice that; output (2, 4 + 2, -2) + (0, 0, 1)
    assertThat(head.logits(array(1, 2, 1)).toFloatArray())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(2, 6, -1);
  }

  @Test
  void a_masked_lm_head_is_transform_activation_norm_and_decoder() {
    MaskedLmHead head =
        new MaskedLmHead(
            linear(array(2, 1, 1, 1, -2), array(1, 0, 1)),
            Activation.RELU,
            Norm.NONE,
            linear(array(1, 1, -1), array(1, 0.5f)));

    // transform gives (3, 1) of (2, 1), decoder 3 - 1 + 0.5; and (1, 0) and 1.5 of (0, 1)
    assertThat(head.logits(array(2, 2, 1, 0, 1)).toFloatArray()).containsExactly(2.5f, 1.5f);
  }

  private ClassificationHead head(Norm norm) {
    return new ClassificationHead(
        linear(array(2, 1, 1, 1, -3), array(1, 0, 0)),
        Activation.RELU,
        norm,
        Pooling.FIRST_TOKEN,
        linear(array(3, 1, 0, 2, -1, -1, 0), array(1, 0, 0, 1)));
  }

  private static Linear linear(NDArray weight, NDArray bias) {
    return new Linear(weight, bias.flatten());
  }

  private NDArray array(int rows, float... numbers) {
    return manager.create(numbers, new Shape(rows, numbers.length / rows));
  }
}
