package dev.assay.junit;

import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One number for every head of a model, as the body of a claim about heads returns it.
 *
 * @param effects by label, {@code layer.head}, layer after layer
 */
public record HeadEffects(Map<String, Double> effects) {
  public HeadEffects {
    effects = Map.copyOf(effects);
  }

  /**
   * A measure of every head of a trace; {@link Head#in} gives the same head of another trace.
   *
   * @param trace whose heads are meant
   */
  public static HeadEffects of(Trace trace, ToDoubleFunction<Head> effect) {
    Map<String, Double> effects = new LinkedHashMap<>();
    for (Layer layer : trace.layers()) {
      for (Head head : layer.heads()) {
        effects.put(head.label(), effect.applyAsDouble(head));
      }
    }
    return new HeadEffects(effects);
  }
}
