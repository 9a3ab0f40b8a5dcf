package dev.assay.claim;

/**
 * One null model.
 *
 * @param kind what is taken away from the real model
 * @param seed of the random choice, where there is one
 */
public record Null(NullKind kind, int seed) {

  /** Such as {@code random weights #7}; the number only where there are several. */
  public String label() {
    return kind.seeds().size() == 1 ? kind.label() : kind.label() + " #" + seed;
  }

  /**
   * What a claim measures on a null model.
   *
   * @param model the null model
   * @param value the claim's estimate
   * @param n the number of rows that could be measured on it
   * @param real what the claim measures on the real model on these same rows
   */
  public record Effect(Null model, double value, int n, double real) {}
}
