package dev.assay.measure;

import dev.assay.trace.Alignment;
import dev.assay.trace.Head;
import dev.assay.trace.TracePair;
import dev.assay.trace.Variant;
import java.util.List;

/**
 * The four metrics of {@link CounterfactualMeasures} under their source's names, for tables and
 * reports over all heads.
 */
public enum PairMeasure {
  MAX_ATTENTION_DIFF("max_attention_diff", "attention"),
  MEAN_ATTENTION_DIFF("mean_attention_diff", "attention"),
  ATTENTION_PATTERN_CORRELATION("attention_pattern_correlation", "r"),
  VALUE_OUTPUT_CORRELATION("value_output_correlation", "r");

  private final String label;
  private final String unit;

  PairMeasure(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Its name in JSON and reports: the source's own. */
  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /** The variants in which it differs: value outputs have no diagonal to drop. */
  public List<Variant> variants() {
    return this == VALUE_OUTPUT_CORRELATION
        ? List.of(Variant.RAW, Variant.CONTENT)
        : List.of(Variant.values());
  }

  /** The measure's mean over all heads of a pair; errors as in {@link CounterfactualMeasures}. */
  public double of(TracePair pair, Variant variant) {
    return pair.meanOverHeads(
        (original, counterfactual) -> of(original, counterfactual, pair.alignment(), variant));
  }

  /**
   * The measure of one head on two texts; errors as in {@link CounterfactualMeasures}.
   *
   * @param alignment of the tokens of the two heads' traces
   */
  public double of(Head original, Head counterfactual, Alignment alignment, Variant variant) {
    return switch (this) {
      case MAX_ATTENTION_DIFF ->
          CounterfactualMeasures.maxAttentionDiff(
              original.pattern(), counterfactual.pattern(), alignment, variant);
      case MEAN_ATTENTION_DIFF ->
          CounterfactualMeasures.meanAttentionDiff(
              original.pattern(), counterfactual.pattern(), alignment, variant);
      case ATTENTION_PATTERN_CORRELATION ->
          CounterfactualMeasures.attentionPatternCorrelation(
              original.pattern(), counterfactual.pattern(), alignment, variant);
      case VALUE_OUTPUT_CORRELATION ->
          CounterfactualMeasures.valueOutputCorrelation(
              original, counterfactual, alignment, variant);
    };
  }
}
