package dev.assay.study;

import dev.assay.claim.Outcome;
import dev.assay.trace.AttentionPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a claim's body says of one row.
 *
 * @param outcome what is judged
 * @param notes what else it wants seen, as numbers
 * @param heatmaps and as pictures, by name, in order
 */
public record RowResult(Outcome outcome, List<Note> notes, Map<String, AttentionPattern> heatmaps) {

  /** A number beside the outcome. */
  public record Note(String name, double value, String unit) {}

  public RowResult {
    notes = List.copyOf(notes);
    heatmaps = Collections.unmodifiableMap(new LinkedHashMap<>(heatmaps));
  }

  /** Without the pictures, which only the report of a row needs, and which hold its traces. */
  RowResult withoutPictures() {
    return new RowResult(outcome, notes, Map.of());
  }
}
