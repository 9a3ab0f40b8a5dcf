package counterfactual;

import static counterfactual.Bounds.FIXTURE;
import static dev.assay.claim.Prediction.EVERY_ROW_HOLDS;
import static dev.assay.measure.PairMeasure.ATTENTION_PATTERN_CORRELATION;
import static dev.assay.trace.Variant.CONTENT;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** The same bounds without [CLS] and [SEP], which draw most attention in any sentence. */
@Claim(
    id = "counterfactual-attention-bounds",
    statement =
        "Every counterfactual keeps the attention among content tokens: r, averaged over heads,"
            + " lies between 0.5 and 1.",
    source = "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation")
class ContentAttentionBounds {
  private static final double LOW = 0.5;
  private static final double HIGH = 1;
  private static final String BECAUSE =
      "r of 0.5 is what Cohen (1988) calls a large correlation: a pattern that is kept should reach"
          + " it in every pair.";

  @ClaimTest(
      variant = "role-swap-content",
      group = "role-swap",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void roleSwap(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }

  @ClaimTest(
      variant = "antonym-content",
      group = "antonym",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void antonym(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }

  @ClaimTest(
      variant = "negation-content",
      group = "negation",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void negation(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }

  @ClaimTest(
      variant = "tense-content",
      group = "tense",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void tense(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }

  @ClaimTest(
      variant = "number-content",
      group = "number",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void number(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }

  @ClaimTest(
      variant = "entity-content",
      group = "entity",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void entity(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT, pair, model));
  }
}
