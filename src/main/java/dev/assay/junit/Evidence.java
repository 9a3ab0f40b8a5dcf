package dev.assay.junit;

import dev.assay.trace.AttentionPattern;

/**
 * Takes what a claim's body wants seen beside the number that it returns. It decides nothing. A
 * body that has none of it to show needs no such parameter.
 */
public interface Evidence {

  /**
   * A number worth seeing beside the effect, of the row and as a mean over all rows.
   *
   * @throws dev.assay.study.BodyMistake if it is not finite
   */
  void measure(String name, double value, String unit);

  /** A picture worth seeing beside the ones that are drawn of every traced text. */
  void heatmap(String name, AttentionPattern attention);
}
