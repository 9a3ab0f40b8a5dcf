package dev.assay.claim;

/** What a claim says about the effects of its rows. */
public enum Prediction {
  /** Their mean is at least the minimum effect. */
  MEAN_AT_LEAST,
  /**
   * There is a head whose mean effect is at least the minimum effect. The head is picked on one
   * half of the rows and tested on the other, both ways, so that picking it is not counted as
   * evidence.
   */
  HEAD_EXISTS,
  /** Every single row holds. One counterexample refutes it. */
  EVERY_ROW_HOLDS
}
