package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Cross-fitting for "there is a head that": the head with the largest mean effect on one half of
 * the rows is measured on the other half, and the other way round, so that no row takes part in
 * choosing the head that it tests. Rows of one cluster stay in one half.
 *
 * @param heads the two heads that were chosen, by label; often the same one twice
 * @param rows every row with the effect of the head that was chosen without it
 */
record HeadChoice(List<String> heads, List<Outcome.OfRow> rows) {

  static HeadChoice crossFitted(List<Outcome.OfRow> rows, long seed) {
    List<String> clusters = new ArrayList<>(Outcome.byCluster(rows).keySet());
    if (clusters.size() < 2) {
      throw new AssayException(
          "All rows belong to one cluster, so a head cannot be chosen on one half and tested on the other; add rows from other templates.");
    }
    Collections.shuffle(clusters, new Random(seed));
    List<String> firstHalf = clusters.subList(0, clusters.size() / 2);
    List<Outcome.OfRow> first =
        rows.stream().filter(row -> firstHalf.contains(row.cluster())).toList();
    List<Outcome.OfRow> second =
        rows.stream().filter(row -> !firstHalf.contains(row.cluster())).toList();
    String chosenOnFirst = best(first);
    String chosenOnSecond = best(second);
    List<Outcome.OfRow> tested =
        rows.stream()
            .map(
                row ->
                    effectOf(
                        row, firstHalf.contains(row.cluster()) ? chosenOnSecond : chosenOnFirst))
            .toList();
    return new HeadChoice(List.of(chosenOnFirst, chosenOnSecond), tested);
  }

  /** The head with the largest mean; of equals the first by label, so that runs agree. */
  private static String best(List<Outcome.OfRow> rows) {
    Map<String, Double> sums = new HashMap<>();
    rows.forEach(
        row -> perHead(row).forEach((head, value) -> sums.merge(head, value, Double::sum)));
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

  private static Outcome.OfRow effectOf(Outcome.OfRow row, String head) {
    Double value = perHead(row).get(head);
    if (value == null) {
      throw new AssayException(
          "Row %s has no effect for head %s; a claim must report the same heads for every row."
              .formatted(row.row(), head));
    }
    return new Outcome.OfRow(row.row(), row.cluster(), new Outcome.Effect(value));
  }

  private static Map<String, Double> perHead(Outcome.OfRow row) {
    if (row.outcome() instanceof Outcome.PerHead heads) {
      return heads.heads();
    }
    throw new AssayException(
        "Row %s reports no effect per head, which the prediction HEAD_EXISTS needs."
            .formatted(row.row()));
  }
}
