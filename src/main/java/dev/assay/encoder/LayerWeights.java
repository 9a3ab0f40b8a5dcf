package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * One layer's parameters; linear weights are [out,in].
 *
 * @param qkv query, key and value projections stacked, [3D,D], so that one product gives all three
 * @param attentionOutput the projection from the heads back to the residual stream, [D,D]
 * @param attentionNorm the LayerNorm after attention
 * @param up the feed-forward network's first half, [F,D]
 * @param down its second half, [D,F]
 * @param outputNorm the LayerNorm at the layer's end
 */
record LayerWeights(
    Linear qkv,
    Linear attentionOutput,
    Norm attentionNorm,
    Linear up,
    Linear down,
    Norm outputNorm) {

  /** x·Wᵀ + b. */
  record Linear(NDArray weight, NDArray bias) {
    NDArray apply(NDArray x) {
      return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
    }

    static Linear stacked(Linear first, Linear second, Linear third) {
      return new Linear(
          first.weight.concat(second.weight).concat(third.weight),
          first.bias.concat(second.bias).concat(third.bias));
    }
  }

  /** LayerNorm over the last axis (Ba et al. 2016). */
  record Norm(NDArray weight, NDArray bias, float epsilon) {
    NDArray apply(NDArray x) {
      NDList normalised =
          ai.djl.nn.norm.LayerNorm.layerNorm(x, weight.getShape(), weight, bias, epsilon);
      return normalised.singletonOrThrow();
    }
  }
}
