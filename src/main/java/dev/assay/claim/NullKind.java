package dev.assay.claim;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Models in which a claimed mechanism cannot be at work, and edits that do not touch it. What a
 * claim measures there is what its measure gives without the mechanism.
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
  PERMUTED_POSITIONS("permuted positions", 5),
  /**
   * The real model with the claim's own edits made of other heads of the same layers, which no edit
   * of the pass is of; for claims that edit single heads. Nineteen, or as many as there are other
   * choices.
   */
  OTHER_HEADS("other heads", 19),
  /**
   * The real model patched from what unrelated rows of the fixture are patched from, rows of
   * another template; for claims that patch ({@code Edit.from}). Nineteen, or as many as there are
   * others.
   */
  OTHER_DONORS("other donors", 19);

  private final String label;
  private final int seeds;

  NullKind(String label, int seeds) {
    this.label = label;
    this.seeds = seeds;
  }

  public String label() {
    return label;
  }

  /** Whether it is the real model with other edits, and so a null of claims with edits only. */
  public boolean ofEdits() {
    return this == OTHER_HEADS || this == OTHER_DONORS;
  }

  /** The seeds with which this null is run. */
  public List<Integer> seeds() {
    return IntStream.rangeClosed(1, seeds).boxed().toList();
  }
}
