package counterfactual;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.PairMeasure.*;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.*;
import dev.assay.measure.PairMeasure;
import dev.assay.model.Model;
import dev.assay.trace.*;

/** Key finding 4, with a control: a pair beside two sentences that have nothing in common. */
@Finding(
    id = "counterfactual-above-unrelated",
    statement = "A counterfactual keeps {attention} more than an unrelated sentence does.",
    source =
        "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation and"
            + " value_output_correlation")
@Rows("counterfactual-pairs.csv")
@MeanAtLeast(
    value = 0.1,
    unit = "r",
    because =
        "r of 0.1 is what Cohen (1988) calls a small correlation; a smaller difference would not be"
            + " a finding.",
    mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
class CounterfactualAboveUnrelated {
  @ClaimTest
  double attention(CounterfactualPair pair, Model model, @Each Variant variant) {
    return aboveUnrelated(pair, model, ATTENTION_PATTERN_CORRELATION, variant);
  }

  @ClaimTest(
      variant = "values",
      statement = "A counterfactual keeps the value outputs more than an unrelated sentence does.")
  double valueOutputs(CounterfactualPair pair, Model model) {
    return aboveUnrelated(pair, model, VALUE_OUTPUT_CORRELATION, Variant.RAW);
  }

  /** The unrelated sentence is compared at the very positions that the counterfactual is. */
  private static double aboveUnrelated(
      CounterfactualPair pair, Model model, PairMeasure measure, Variant variant) {
    Trace original = model.trace(pair.original());
    Trace changed = model.trace(pair.counterfactual());
    TracePair traces = TracePair.of(original, changed, pair.substitutions());
    return measure.of(traces, variant)
        - measure.of(traces.with(model.trace(pair.unrelated())), variant);
  }
}
