package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.trace.Site;
import java.util.EnumSet;
import java.util.Set;

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
  Hook NONE = on(Set.of(), (point, value, batch) -> value);

  /** A hook that is called at these sites only, so that a pass need not go on for the others. */
  static Hook on(Set<Site> sites, Hook hook) {
    return new Hook() {
      @Override
      public NDArray at(HookPoint point, NDArray value, Batch batch) {
        return sites.contains(point.site()) ? hook.at(point, value, batch) : value;
      }

      @Override
      public Set<Site> sites() {
        return sites;
      }
    };
  }

  /**
   * @param value with the batch as first axis: [B,H,T,d] for q, k, v and z, [B,H,T,T] for
   *     attn_scores and pattern, [B,T,D] for attn_out, mlp_out and resid
   * @param batch which texts these are, and which positions are padding; what is there is dropped
   */
  NDArray at(HookPoint point, NDArray value, Batch batch);

  /** Where it is to be called, in every layer; wherever there is a value, unless it says less. */
  default Set<Site> sites() {
    return EnumSet.allOf(Site.class);
  }

  /** This hook, and then another on what it returned. */
  default Hook then(Hook next) {
    Set<Site> both = EnumSet.noneOf(Site.class);
    both.addAll(sites());
    both.addAll(next.sites());
    return on(both, (point, value, batch) -> next.at(point, at(point, value, batch), batch));
  }
}
