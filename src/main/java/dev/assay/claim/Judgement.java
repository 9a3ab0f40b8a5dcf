package dev.assay.claim;

import java.util.OptionalDouble;

/**
 * A verdict and what it rests on.
 *
 * @param assessment the claim's own numbers
 * @param adjustedP its p after Holm's correction over all claims of the model's run; absent for
 *     universal claims
 */
public record Judgement(Assessment assessment, OptionalDouble adjustedP, Verdict verdict) {

  public Claim claim() {
    return assessment.claim();
  }
}
