package dev.assay.encoder;

import dev.assay.trace.Site;

/**
 * A place in the forward pass.
 *
 * @param site which value
 * @param layer numbered from 0; for {@link Site#RESID}, 0 is the embeddings' output and l what
 *     layer l-1 leaves
 */
public record HookPoint(Site site, int layer) {

  /** The layer that makes the value; -1 for the embeddings. */
  int run() {
    return site == Site.RESID ? layer - 1 : layer;
  }

  /**
   * TransformerLens' name for this place in its HookedEncoder, such as {@code
   * blocks.0.attn.hook_pattern}.
   */
  public String name() {
    return switch (site) {
      case RESID ->
          layer == 0
              ? "blocks.0.hook_resid_pre"
              : "blocks." + (layer - 1) + ".hook_normalized_resid_post";
      case ATTN_OUT, MLP_OUT -> "blocks." + layer + ".hook_" + site.tensorName();
      case Q, K, V, ATTN_SCORES, PATTERN, Z ->
          "blocks." + layer + ".attn.hook_" + site.tensorName();
    };
  }
}
