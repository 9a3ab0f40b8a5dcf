package dev.assay.claim;

/** What the measured effects say of a claim. */
public enum Verdict {
  /**
   * The interval lies wholly at or above the minimum effect, the sign-flip test rejects after
   * Holm's correction, and every null that the claim must beat is beaten.
   */
  SUPPORTED,
  /**
   * The interval lies wholly below the minimum effect, or a universal claim has a counterexample.
   */
  REFUTED,
  /** Neither. */
  INCONCLUSIVE,
  /** So few independent rows that no result could have passed the test. */
  UNDERPOWERED
}
