package dev.assay.study;

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
public record Reported(String name, double mean, String unit, int n) {

  /** In the order in which the rows mention them. */
  static List<Reported> of(List<Bodies.Attempt> rows) {
    Map<String, List<RowResult.Note>> byName = new LinkedHashMap<>();
    rows.forEach(
        row ->
            row.result()
                .orElseThrow()
                .notes()
                .forEach(
                    note ->
                        byName
                            .computeIfAbsent(
                                note.name() + "\n" + note.unit(), name -> new ArrayList<>())
                            .add(note)));
    return byName.values().stream().map(Reported::mean).toList();
  }

  private static Reported mean(List<RowResult.Note> notes) {
    RowResult.Note first = notes.get(0);
    double mean = notes.stream().mapToDouble(RowResult.Note::value).average().orElseThrow();
    return new Reported(first.name(), mean, first.unit(), notes.size());
  }
}
