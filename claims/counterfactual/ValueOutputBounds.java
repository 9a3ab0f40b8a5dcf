package counterfactual;

import static dev.assay.measure.PairMeasure.VALUE_OUTPUT_CORRELATION;
import static dev.assay.trace.Variant.*;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;

/** The same bounds on value outputs, with [CLS] and [SEP] and without. There is no diagonal. */
@Finding(
    id = "counterfactual-value-bounds",
    statement =
        "Every {group} counterfactual keeps the value outputs ({variant}): r, averaged over heads,"
            + " lies between 0.5 and 1.",
    source = "tinyllm-mechinter README, Counter factual analysis: value_output_correlation")
@Rows("counterfactual-pairs.csv")
@EveryRowWithin(
    low = 0.5,
    high = 1,
    unit = "r",
    because =
        "r of 0.5 is what Cohen (1988) calls a large correlation: value outputs that are kept"
            + " should reach it in every pair.")
class ValueOutputBounds {
  @ClaimTest
  double kept(
      CounterfactualPair pair,
      Model model,
      @Each String group,
      @Each(variants = {RAW, CONTENT}) Variant variant) {
    Trace original = model.trace(pair.original());
    Trace changed = model.trace(pair.counterfactual());
    return VALUE_OUTPUT_CORRELATION.of(
        TracePair.of(original, changed, pair.substitutions()), variant);
  }
}
