package counterfactual;

import static dev.assay.measure.PairMeasure.ATTENTION_PATTERN_CORRELATION;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;

/** Bounds on the patterns of every kind of counterfactual, in every variant of attention. */
@Finding(
    id = "counterfactual-attention-bounds",
    statement =
        "Every {group} counterfactual keeps {attention}: r, averaged over heads, lies between 0.5"
            + " and 1.",
    source = "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation")
@Rows("counterfactual-pairs.csv")
@EveryRowWithin(
    low = 0.5,
    high = 1,
    unit = "r",
    because =
        "r of 0.5 is what Cohen (1988) calls a large correlation: a pattern that is kept should"
            + " reach it in every pair.")
class AttentionPatternBounds {
  @ClaimTest
  double kept(CounterfactualPair pair, Model model, @Each String group, @Each Variant variant) {
    Trace original = model.trace(pair.original());
    Trace changed = model.trace(pair.counterfactual());
    return ATTENTION_PATTERN_CORRELATION.of(
        TracePair.of(original, changed, pair.substitutions()), variant);
  }
}
