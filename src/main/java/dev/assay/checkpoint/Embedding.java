package dev.assay.checkpoint;

import java.util.List;
import java.util.Optional;

/**
 * How the last hidden states of a text become the one vector that stands for it, as
 * sentence-transformers does it (Reimers and Gurevych 2019).
 *
 * @param poolings whose results stand one after the other, at least one
 * @param normalised whether the whole is divided by its Euclidean length
 * @param refused why there is no embedding, one sentence; empty if there is one
 */
public record Embedding(List<Pooling> poolings, boolean normalised, Optional<String> refused) {
  /** The mean over all tokens, which is what is done if nothing is said. */
  public static final Embedding MEAN =
      new Embedding(List.of(Pooling.MEAN), false, Optional.empty());

  /** What one hidden state is made of all, special tokens included; T is their number. */
  public enum Pooling {
    FIRST_TOKEN,
    /** The largest of each component. */
    MAX,
    MEAN,
    /** The sum divided by the square root of T. */
    MEAN_SQRT_LEN,
    /** The mean weighted by place: 1 for the first token, T for the last. */
    WEIGHTED_MEAN,
    LAST_TOKEN
  }

  public Embedding {
    poolings = List.copyOf(poolings);
    if (poolings.isEmpty()) {
      throw new IllegalArgumentException("No pooling.");
    }
  }

  /** None, for a reason. */
  public static Embedding refused(String why) {
    return new Embedding(MEAN.poolings, false, Optional.of(why));
  }

  /** What identifies it: nothing for {@link #MEAN}, else a line. */
  String identity() {
    return equals(MEAN)
        ? ""
        : "embedding %s %s %s\n".formatted(poolings, normalised, refused.isPresent());
  }
}
