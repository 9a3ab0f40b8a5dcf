package dev.assay.junit;

import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import java.util.function.ToDoubleFunction;

/**
 * Takes what a claim's body finds in one row. Exactly one effect, or value within bounds, a row.
 */
public interface Evidence {

  /**
   * What the row contributes: a contrast, positive in the claim's favour, in the claim's unit.
   *
   * @throws dev.assay.trace.AssayException if it is not finite
   */
  void effect(double effect);

  /**
   * The same for every head of a trace, for {@link dev.assay.claim.Prediction#HEAD_EXISTS}.
   *
   * @param trace whose layers and heads are meant; it is only asked for its heads
   */
  void effectPerHead(dev.assay.trace.Trace trace, ToDoubleFunction<Head> effect);

  /**
   * A value that must lie within the claim's bounds, both included, for {@link
   * dev.assay.claim.Prediction#EVERY_ROW_HOLDS}.
   */
  void within(double value);

  /**
   * A number worth seeing beside the effect, of the row and as a mean over all rows; it decides
   * nothing.
   *
   * @throws dev.assay.trace.AssayException if it is not finite
   */
  void measure(String name, double value, String unit);

  /** A picture worth seeing beside the ones that are drawn of every traced text. */
  void heatmap(String name, AttentionPattern attention);
}
