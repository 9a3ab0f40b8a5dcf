package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The rows in two halves, so that what is found on one can be tested on the other. Rows of one
 * cluster stay in one half.
 *
 * @param clusters of the first half
 */
record Halves(Set<String> clusters, List<Outcome.OfRow> first, List<Outcome.OfRow> second) {

  /**
   * @throws AssayException if there is only one cluster
   */
  static Halves of(List<Outcome.OfRow> rows, long seed) {
    List<String> clusters = new ArrayList<>(Outcome.byCluster(rows).keySet());
    if (clusters.size() < 2) {
      throw new AssayException(
          "All rows belong to one cluster, so a head cannot be chosen on one half and tested on the"
              + " other; add rows from other templates.");
    }
    Collections.shuffle(clusters, new Random(seed));
    Set<String> half = new HashSet<>(clusters.subList(0, clusters.size() / 2));
    return new Halves(
        half,
        rows.stream().filter(row -> half.contains(row.cluster())).toList(),
        rows.stream().filter(row -> !half.contains(row.cluster())).toList());
  }
}
