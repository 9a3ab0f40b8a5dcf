package dev.assay.junit;

import dev.assay.claim.Outcome;
import dev.assay.study.BodyMistake;
import dev.assay.study.RowResult;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a claim's body says of one row. */
final class RowEvidence implements Evidence {
  private final List<RowResult.Note> measures = new ArrayList<>();
  private final Map<String, AttentionPattern> heatmaps = new LinkedHashMap<>();

  @Override
  public void measure(String name, double value, String unit) {
    if (!Double.isFinite(value)) {
      throw new BodyMistake(
          "The measure '%s' is %s, which is no finite number; check it and the sentence."
              .formatted(name, value));
    }
    measures.add(new RowResult.Note(name, value, unit));
  }

  @Override
  public void heatmap(String name, AttentionPattern attention) {
    heatmaps.put(name, attention);
  }

  /**
   * What the body said of the row, with what it returned.
   *
   * @throws BodyMistake if that is no result
   */
  RowResult with(@Nullable Object returned) {
    return new RowResult(outcome(returned), measures, heatmaps);
  }

  private static Outcome outcome(@Nullable Object returned) {
    try {
      if (returned instanceof Double value) {
        return new Outcome.Value(value);
      } else if (returned instanceof HeadEffects heads) {
        return new Outcome.PerHead(heads.effects());
      }
    } catch (AssayException e) {
      throw new BodyMistake(String.valueOf(e.getMessage()), e);
    }
    throw new BodyMistake("The claim's body returned null; let it return what it found.");
  }
}
