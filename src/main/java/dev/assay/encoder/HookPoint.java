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

  /** TransformerLens' name for this place, such as {@code blocks.0.attn.hook_pattern}. */
  public String name() {
    return switch (site) {
      case RESID ->
          layer == 0 ? "blocks.0.hook_resid_pre" : "blocks.%d.hook_resid_post".formatted(layer - 1);
      case ATTN_OUT, MLP_OUT -> "blocks.%d.hook_%s".formatted(layer, site.tensorName());
      case Q, K, V, ATTN_SCORES, PATTERN, Z ->
          "blocks.%d.attn.hook_%s".formatted(layer, site.tensorName());
    };
  }
}
