package dev.assay.encoder;

import ai.djl.ndarray.NDArray;

/**
 * Called with every intermediate value of a forward pass, and what it returns is used instead: to
 * observe, return the value; to ablate, return another of the same shape, made in the same
 * NDManager.
 *
 * <p>Values are released with their layer: a hook that needs one afterwards keeps its numbers, as
 * {@link NDArray#toFloatArray} gives them, since the array itself is closed by then.
 */
@FunctionalInterface
public interface Hook {
  /** Leaves everything as it is. */
  Hook NONE = (point, value, batch) -> value;

  /**
   * @param value with the batch as first axis: [B,H,T,d] for q, k, v and z, [B,H,T,T] for
   *     attn_scores and pattern, [B,T,D] for attn_out, mlp_out and resid
   * @param batch which texts these are, and which positions are padding; what is there is dropped
   */
  NDArray at(HookPoint point, NDArray value, Batch batch);

  /** This hook, and then another on what it returned. */
  default Hook then(Hook next) {
    return (point, value, batch) -> next.at(point, at(point, value, batch), batch);
  }
}
