package dev.assay.claim;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Models in which a claimed mechanism cannot be at work. What a claim measures on them is what its
 * measure gives without the mechanism.
 */
public enum NullKind {
  /**
   * The same architecture with random weights: every parameter drawn from a normal distribution
   * with the mean and standard deviation that it has in the real model. Nineteen, so that beating
   * all of them has a chance of 1 in 20.
   */
  RANDOM_WEIGHTS("random weights", 19),
  /** The real weights, every head's attention replaced by 1/T. */
  UNIFORM_ATTENTION("uniform attention", 1),
  /** The real weights on the sentence with its content tokens shuffled. */
  SHUFFLED_TOKENS("shuffled tokens", 1),
  /** The real weights with the position embeddings permuted among the positions. */
  PERMUTED_POSITIONS("permuted positions", 5);

  private final String label;
  private final int seeds;

  NullKind(String label, int seeds) {
    this.label = label;
    this.seeds = seeds;
  }

  public String label() {
    return label;
  }

  /** The seeds with which this null is run. */
  public List<Integer> seeds() {
    return IntStream.rangeClosed(1, seeds).boxed().toList();
  }
}
