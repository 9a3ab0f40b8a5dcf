package dev.assay.model;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a classification head thinks of a text.
 *
 * @param labels of the classes, by the checkpoint's config.json
 * @param logits the head's scores, in the same order
 * @param exclusive whether a text is of one class only, so that probabilities add up to 1; else
 *     each class is a question of its own
 */
public record ClassScores(List<String> labels, List<Double> logits, boolean exclusive) {
  public ClassScores {
    labels = List.copyOf(labels);
    logits = List.copyOf(logits);
    if (labels.isEmpty() || labels.size() != logits.size()) {
      throw new IllegalArgumentException(
          "%d labels for %d scores.".formatted(labels.size(), logits.size()));
    }
  }

  /** The label with the highest score; of equal ones the first. */
  public String label() {
    int best = 0;
    for (int i = 1; i < logits.size(); i++) {
      if (logits.get(i) > logits.get(best)) {
        best = i;
      }
    }
    return labels.get(best);
  }

  /**
   * The score of a class before softmax: what a claim compares, since it is not bounded.
   *
   * @throws AssayException if there is no such class
   */
  public double logit(String label) {
    return logits.get(index(label));
  }

  /**
   * The natural logarithm of {@link #probability}.
   *
   * @throws AssayException if there is no such class
   */
  public double logProbability(String label) {
    double own = logit(label);
    if (!exclusive) {
      return -log1pExp(-own);
    }
    double largest = logits.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double sum = logits.stream().mapToDouble(logit -> Math.exp(logit - largest)).sum();
    return own - largest - Math.log(sum);
  }

  /** log(1 + exp x) without overflow. */
  private static double log1pExp(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /**
   * The probability of a class: softmax over the classes where they exclude each other, else the
   * sigmoid of its own score.
   *
   * @throws AssayException if there is no such class
   */
  public double probability(String label) {
    return Math.exp(logProbability(label));
  }

  /** The probabilities of all classes, in the labels' order. */
  public double[] probabilities() {
    return labels.stream().mapToDouble(this::probability).toArray();
  }

  private int index(String label) {
    return IntStream.range(0, labels.size())
        .filter(i -> labels.get(i).equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    "There is no class %s; the classes are %s."
                        .formatted(
                            Quoted.of(label),
                            String.join(", ", labels.stream().map(Quoted::of).toList()))));
  }

  /**
   * @param logits the head's scores in the order of the labels
   */
  public static ClassScores of(List<String> labels, boolean exclusive, float... logits) {
    return new ClassScores(
        labels,
        IntStream.range(0, logits.length)
            .mapToDouble(i -> logits[i])
            .mapToObj(Double::valueOf)
            .toList(),
        exclusive);
  }
}
