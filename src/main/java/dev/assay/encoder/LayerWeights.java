package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import java.util.List;

/**
 * One layer's parameters; linear weights are [out,in]. Families that normalise after each half
 * layer have nothing before it, and the other way round.
 *
 * @param beforeAttention over what attention sees, not over what it is added to
 * @param qkv query, key and value projections stacked, [3D,D], so that one product gives all three
 * @param attentionOutput the projection from the heads back to the residual stream, [D,D]
 * @param afterAttention over the sum with attention's output
 * @param beforeFeedForward over what the feed-forward network sees
 * @param up the feed-forward network's first half, [F,D], or [2F,D] with a gate
 * @param down its second half, [D,F]
 * @param afterFeedForward over the layer's output
 */
record LayerWeights(
    Norm beforeAttention,
    Linear qkv,
    Linear attentionOutput,
    Norm afterAttention,
    Norm beforeFeedForward,
    Linear up,
    Linear down,
    Norm afterFeedForward) {

  /** x·Wᵀ + b, for x of [N,in]. */
  record Linear(NDArray weight, NDArray bias) {
    /** PyTorch has oneDNN there. */
    private static final boolean ONEDNN =
        List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

    /** From so many tokens on the convolution was faster on AMD EPYC; others were not measured. */
    private static final long MANY = 128;

    /** What PyTorch needs at least to hand a convolution over to oneDNN. */
    private static final long ENOUGH = 20_480;

    NDArray apply(NDArray x) {
      return ONEDNN && x.getShape().get(0) >= MANY && x.size() > ENOUGH
          ? convolved(x)
          : ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
    }

    /**
     * The same as a convolution over N tokens with a kernel of one. PyTorch gives products of
     * matrices to MKL, which uses half of the vector width on processors other than Intel's, and
     * convolutions to oneDNN, which does not; but one that a single thread is to run it keeps,
     * unless it is dilated, and dilation does nothing to a kernel of one.
     *
     * <p>The result is [N,out] with a feature's numbers side by side, which oneDNN is fastest with:
     * so the feed-forward network's second product takes the first one's as it is.
     */
    private NDArray convolved(NDArray x) {
      long tokens = x.getShape().get(0);
      long in = weight.getShape().get(1);
      long out = weight.getShape().get(0);
      NDArray features = x.transpose().reshape(1, in, tokens);
      // Closed, since it would belong to the weights' manager, and stay as long as the model does.
      try (NDArray kernel = weight.reshape(out, in, 1)) {
        return Conv1d.conv1d(features, kernel, bias, new Shape(1), new Shape(0), new Shape(2), 1)
            .singletonOrThrow() // [1,out,N]
            .reshape(out, tokens)
            .transpose();
      }
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

  /** What may stand before or after half a layer. */
  @FunctionalInterface
  interface Norm {
    /** Nothing stands there. */
    Norm NONE = x -> x;

    NDArray apply(NDArray x);
  }

  /** LayerNorm over the last axis (Ba et al. 2016). */
  record LayerNorm(NDArray weight, NDArray bias, float epsilon) implements Norm {
    @Override
    public NDArray apply(NDArray x) {
      NDList normalised =
          ai.djl.nn.norm.LayerNorm.layerNorm(x, weight.getShape(), weight, bias, epsilon);
      return normalised.singletonOrThrow();
    }
  }
}
