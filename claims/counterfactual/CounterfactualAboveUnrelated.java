package counterfactual;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;
import static dev.assay.claim.Prediction.MEAN_AT_LEAST;
import static dev.assay.measure.PairMeasure.ATTENTION_PATTERN_CORRELATION;
import static dev.assay.measure.PairMeasure.VALUE_OUTPUT_CORRELATION;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.measure.PairMeasure;
import dev.assay.model.Model;
import dev.assay.trace.Alignment;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;

/** Key finding 4, with a control: a pair beside two sentences that have nothing in common. */
@Claim(
    id = "counterfactual-above-unrelated",
    statement =
        "A counterfactual keeps the original's attention pattern and value outputs more than an"
            + " unrelated sentence of equal length does.",
    source =
        "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation and"
            + " value_output_correlation")
class CounterfactualAboveUnrelated {
  private static final String BECAUSE =
      "r of 0.1 is what Cohen (1988) calls a small correlation; a smaller difference would not be a"
          + " finding.";

  @ClaimTest(
      variant = "raw",
      statement =
          "A counterfactual keeps the attention pattern more than an unrelated sentence does.",
      fixture = "counterfactual-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  void attention(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.effect(aboveUnrelated(pair, model, ATTENTION_PATTERN_CORRELATION, Variant.RAW));
  }

  @ClaimTest(
      variant = "content",
      statement =
          "A counterfactual keeps the attention among content tokens more than an unrelated"
              + " sentence does.",
      fixture = "counterfactual-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  void attentionAmongContent(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.effect(aboveUnrelated(pair, model, ATTENTION_PATTERN_CORRELATION, Variant.CONTENT));
  }

  @ClaimTest(
      variant = "content-without-self",
      statement =
          "A counterfactual keeps the attention between different content tokens more than an"
              + " unrelated sentence does.",
      fixture = "counterfactual-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  void attentionWithoutSelf(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.effect(
        aboveUnrelated(pair, model, ATTENTION_PATTERN_CORRELATION, Variant.CONTENT_WITHOUT_SELF));
  }

  @ClaimTest(
      variant = "values",
      statement = "A counterfactual keeps the value outputs more than an unrelated sentence does.",
      fixture = "counterfactual-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  void valueOutputs(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.effect(aboveUnrelated(pair, model, VALUE_OUTPUT_CORRELATION, Variant.RAW));
  }

  /** The unrelated sentence is compared at the very positions that the counterfactual is. */
  private static double aboveUnrelated(
      CounterfactualPair pair, Model model, PairMeasure measure, Variant variant) {
    Trace original = model.trace(pair.original());
    Trace counterfactual = model.trace(pair.counterfactual());
    Trace unrelated = model.trace(pair.unrelated());
    Alignment alignment =
        Alignment.of(original.tokens(), counterfactual.tokens(), pair.substitutions());
    return original.meanOverHeads(
        head ->
            measure.of(
                    head, counterfactual.layer(head.layer()).head(head.index()), alignment, variant)
                - measure.of(
                    head, unrelated.layer(head.layer()).head(head.index()), alignment, variant));
  }
}
