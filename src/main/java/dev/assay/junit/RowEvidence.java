package dev.assay.junit;

import dev.assay.claim.Outcome;
import dev.assay.fixture.FixtureRow;
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
  private boolean misused;
  private final List<Measure> measures = new ArrayList<>();
  private final Map<String, AttentionPattern> heatmaps = new LinkedHashMap<>();

  /** A number that the body wants seen. */
  record Measure(String name, double value, String unit) {}

  RowEvidence(FixtureRow row) {
    this.row = row;
  }

  @Override
  public void effect(double effect) {
    set(() -> new Outcome.Effect(effect));
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
  public void within(double value, double low, double high) {
    set(() -> new Outcome.Within(value, low, high));
  }

  @Override
  public void measure(String name, double value, String unit) {
    if (!Double.isFinite(value)) {
      throw misuse(
          new AssayException(
              "The measure '%s' is %s, which is no finite number; check it and the sentence."
                  .formatted(name, value)));
    }
    measures.add(new Measure(name, value, unit));
  }

  @Override
  public void heatmap(String name, AttentionPattern attention) {
    heatmaps.put(name, attention);
  }

  /**
   * The row's outcome.
   *
   * @throws AssayException if the body reported none
   */
  Outcome.OfRow outcome() {
    return new Outcome.OfRow(
        row.id(),
        row.cluster(),
        outcome.orElseThrow(
            () ->
                misuse(
                    new AssayException(
                        "The claim reported nothing for row %s; call evidence.effect, effectPerHead or within once in its body."
                            .formatted(row.id())))));
  }

  /**
   * Whether the body reported what is no finite number, twice, or nothing: none of them is a row
   * that a model does not let it measure.
   */
  boolean misused() {
    return misused;
  }

  List<Measure> measures() {
    return List.copyOf(measures);
  }

  Map<String, AttentionPattern> heatmaps() {
    return heatmaps;
  }

  private void set(Supplier<Outcome> reported) {
    if (outcome.isPresent()) {
      throw misuse(
          new AssayException(
              "The claim reported twice for row %s; call evidence.effect, effectPerHead or within once in its body."
                  .formatted(row.id())));
    }
    try {
      outcome = Optional.of(reported.get());
    } catch (AssayException e) {
      throw misuse(e);
    }
  }

  private AssayException misuse(AssayException why) {
    misused = true;
    return why;
  }
}
