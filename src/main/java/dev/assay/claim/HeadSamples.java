package dev.assay.claim;

import dev.assay.stats.Sample;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The effects of each head over rows. */
final class HeadSamples {
  /** By layer, then by head: {@code 2.1} comes before {@code 10.0}. */
  private static final Comparator<String> BY_LAYER =
      Comparator.comparingInt(
              (String label) -> Integer.parseInt(label.substring(0, label.indexOf('.'))))
          .thenComparingInt(label -> Integer.parseInt(label.substring(label.indexOf('.') + 1)));

  private HeadSamples() {}

  /** The labels of the heads that any row has, layer after layer. */
  static List<String> labels(List<Outcome.OfRow> rows) {
    Set<String> labels = new HashSet<>();
    rows.forEach(row -> labels.addAll(row.perHead().keySet()));
    return labels.stream().sorted(BY_LAYER).toList();
  }

  /**
   * The effects of one head.
   *
   * @throws dev.assay.trace.AssayException if a row has no such head
   */
  static Sample of(String head, List<Outcome.OfRow> rows) {
    return Sample.clustered(
        rows.stream().mapToDouble(row -> row.ofHead(head)).toArray(),
        rows.stream().map(Outcome.OfRow::cluster).toList());
  }

  /** The mean effect of each head over all rows, by label, layer after layer. */
  static SortedMap<String, Double> means(List<Outcome.OfRow> rows) {
    SortedMap<String, Double> means = new TreeMap<>(BY_LAYER);
    labels(rows).forEach(head -> means.put(head, of(head, rows).mean()));
    return means;
  }
}
