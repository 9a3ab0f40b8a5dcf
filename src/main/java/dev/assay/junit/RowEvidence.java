package dev.assay.junit;

import dev.assay.claim.Outcome;
import dev.assay.fixture.FixtureRow;
import dev.assay.study.BodyMistake;
import dev.assay.study.RowResult;
import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Keeps what a claim's body says of one row. */
final class RowEvidence implements Evidence {
  private final FixtureRow row;
  private Optional<Outcome> outcome = Optional.empty();
  private final List<RowResult.Note> measures = new ArrayList<>();
  private final Map<String, AttentionPattern> heatmaps = new LinkedHashMap<>();

  RowEvidence(FixtureRow row) {
    this.row = row;
  }

  @Override
  public void effect(double effect) {
    set(() -> new Outcome.Value(effect));
  }

  @Override
  public void effectPerHead(Trace trace, ToDoubleFunction<Head> effect) {
    Map<String, Double> heads = new HashMap<>();
    for (Layer layer : trace.layers()) {
      for (Head head : layer.heads()) {
        heads.put(head.label(), effect.applyAsDouble(head));
      }
    }
    set(() -> new Outcome.PerHead(heads));
  }

  @Override
  public void within(double value) {
    set(() -> new Outcome.Value(value));
  }

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
   * What the body said of the row.
   *
   * @throws BodyMistake if it reported no outcome
   */
  RowResult result() {
    return new RowResult(
        outcome.orElseThrow(
            () ->
                new BodyMistake(
                    "The claim reported nothing for row %s; call evidence.effect, effectPerHead or within once in its body."
                        .formatted(row.id()))),
        measures,
        heatmaps);
  }

  private void set(Supplier<Outcome> reported) {
    if (outcome.isPresent()) {
      throw new BodyMistake(
          "The claim reported twice for row %s; call evidence.effect, effectPerHead or within once in its body."
              .formatted(row.id()));
    }
    try {
      outcome = Optional.of(reported.get());
    } catch (AssayException | IllegalArgumentException e) {
      throw new BodyMistake(String.valueOf(e.getMessage()), e);
    }
  }
}
