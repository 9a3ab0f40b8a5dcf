package dev.assay.claim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Cross-fitting for "there is a head that": the head with the largest mean effect on one half of
 * the rows is measured on the other half, and the other way round, so that no row takes part in
 * choosing the head that it tests.
 *
 * @param heads the two heads that were chosen, by label; often the same one twice
 * @param rows every row with the effect of the head that was chosen without it
 */
record HeadChoice(List<String> heads, List<Outcome.OfRow> rows) {

  static HeadChoice crossFitted(List<Outcome.OfRow> rows, long seed) {
    Halves halves = Halves.of(rows, seed);
    String chosenOnFirst = best(halves.first());
    String chosenOnSecond = best(halves.second());
    List<Outcome.OfRow> tested =
        rows.stream()
            .map(
                row -> {
                  boolean inFirst = halves.clusters().contains(row.cluster());
                  double effect = row.ofHead(inFirst ? chosenOnSecond : chosenOnFirst);
                  return new Outcome.OfRow(row.row(), row.cluster(), new Outcome.Value(effect));
                })
            .toList();
    return new HeadChoice(List.of(chosenOnFirst, chosenOnSecond), tested);
  }

  /** The head with the largest mean; of equals the first by label, so that runs agree. */
  private static String best(List<Outcome.OfRow> rows) {
    Map<String, Double> sums = new HashMap<>();
    rows.forEach(
        row -> row.perHead().forEach((head, value) -> sums.merge(head, value, Double::sum)));
    String best = "";
    double most = Double.NEGATIVE_INFINITY;
    for (String head : new TreeSet<>(sums.keySet())) {
      double sum = sums.getOrDefault(head, Double.NEGATIVE_INFINITY);
      if (sum > most) {
        most = sum;
        best = head;
      }
    }
    return best;
  }
}
