package dev.assay.encoder;

import ai.djl.ndarray.NDArray;

/** What a token's place in its text does to the attention of one batch. */
interface AttentionPositions {
  /** Nothing: positions are in the embeddings only. */
  AttentionPositions NONE = new AttentionPositions() {};

  /** Queries or keys of a layer, [B,H,T,d], as they are multiplied. */
  default NDArray turned(int layer, NDArray vectors) {
    return vectors;
  }

  /** Scores of a layer, [B,H,T,T]. */
  default NDArray biased(int layer, NDArray scores) {
    return scores;
  }

  /** Scores of a layer, [B,H,T,T], with −∞ where a query does not look. */
  default NDArray windowed(int layer, NDArray scores) {
    return scores;
  }
}
