package dev.assay.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A number that a claim's body wants seen beside its effect, over all rows.
 *
 * @param name as the body calls it
 * @param mean over the rows
 * @param unit of the mean
 * @param n how many values it is of
 */
record Reported(String name, double mean, String unit, int n) {

  /** In the order in which the rows mention them. */
  static List<Reported> of(List<RowEvidence> rows) {
    Map<String, List<RowEvidence.Measure>> byName = new LinkedHashMap<>();
    rows.forEach(
        row ->
            row.measures()
                .forEach(
                    measure ->
                        byName
                            .computeIfAbsent(
                                measure.name() + "\n" + measure.unit(), name -> new ArrayList<>())
                            .add(measure)));
    return byName.values().stream().map(Reported::mean).toList();
  }

  private static Reported mean(List<RowEvidence.Measure> measures) {
    RowEvidence.Measure first = measures.get(0);
    double mean = measures.stream().mapToDouble(RowEvidence.Measure::value).average().orElseThrow();
    return new Reported(first.name(), mean, first.unit(), measures.size());
  }
}
