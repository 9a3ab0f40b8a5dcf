package dev.assay.trace;

/**
 * Where in a layer a tensor is read or replaced, by TransformerLens' names. In the shapes, T is the
 * number of tokens, H of heads, d the width of one head and D = H·d that of the residual stream.
 */
public enum Site {
  /** Queries, [H,T,d]. */
  Q("q"),
  /** Keys, [H,T,d]. */
  K("k"),
  /** Values, [H,T,d]. */
  V("v"),
  /** Scaled dot products before softmax, [H,T,T]; row = query, column = key. */
  ATTN_SCORES("attn_scores"),
  /** Attention after softmax, [H,T,T]; row = query (from), column = key (to); rows sum to 1. */
  PATTERN("pattern"),
  /** Value outputs pattern @ v, before the output projection, [H,T,d]. */
  Z("z"),
  /** What attention adds to the residual stream, after the output projection, [T,D]. */
  ATTN_OUT("attn_out"),
  /** What the feed-forward network adds to the residual stream, [T,D]. */
  MLP_OUT("mlp_out"),
  /**
   * Hidden states, [T,D]. There is one more than layers: 0 is the embeddings' output (resid_pre of
   * layer 0), l is what layer l-1 leaves after its last LayerNorm (TransformerLens'
   * normalized_resid_post; its resid_post is the sum before that LayerNorm).
   */
  RESID("resid");

  private final String tensorName;

  Site(String tensorName) {
    this.tensorName = tensorName;
  }

  /** The tensor's name in files and messages, such as {@code attn_scores}. */
  public String tensorName() {
    return tensorName;
  }
}
