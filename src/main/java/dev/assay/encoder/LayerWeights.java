package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

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

    /** Three projections of the same input as one; theirs are released. */
    static Linear stacked(Linear first, Linear second, Linear third) {
      Linear stacked =
          new Linear(
              NDArrays.concat(new NDList(first.weight, second.weight, third.weight)),
              NDArrays.concat(new NDList(first.bias, second.bias, third.bias)));
      for (Linear part : List.of(first, second, third)) {
        part.weight.close();
        part.bias.close();
      }
      return stacked;
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
