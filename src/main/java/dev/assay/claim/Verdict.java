package dev.assay.claim;

/** What the measured effects say of a claim. */
public enum Verdict {
  /**
   * The interval lies wholly where the claim expects it, the test rejects after Holm's correction,
   * and every null that the claim must beat is beaten; or every row of a universal claim holds.
   */
  SUPPORTED,
  /** The interval lies wholly outside, on one side, or a universal claim has a counterexample. */
  REFUTED,
  /** Neither. */
  INCONCLUSIVE,
  /** So few independent rows that no result could have passed the test. */
  UNDERPOWERED
}
