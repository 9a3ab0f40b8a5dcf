package dev.assay.model;

/**
 * A token that may stand in a mask's place.
 *
 * @param token as the vocabulary spells it, such as {@code bird} or {@code Ġbird}
 * @param id its id
 * @param logProbability natural logarithm of its probability among all tokens of the vocabulary
 * @param rank its place among them, 1 being the likeliest; equal ones share a place
 * @param logit the head's score
 */
public record Prediction(String token, int id, double logProbability, int rank, double logit) {

  /** Among all tokens of the vocabulary, from 0 to 1. */
  public double probability() {
    return Math.exp(logProbability);
  }
}
