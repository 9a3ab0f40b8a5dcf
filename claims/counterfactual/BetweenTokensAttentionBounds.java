package counterfactual;

import static counterfactual.Bounds.FIXTURE;
import static dev.assay.claim.Prediction.EVERY_ROW_HOLDS;
import static dev.assay.measure.PairMeasure.ATTENTION_PATTERN_CORRELATION;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;

import dev.assay.fixture.CounterfactualPair;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** The same bounds between different content tokens: what tokens give to themselves is left out. */
@Claim(
    id = "counterfactual-attention-bounds",
    statement =
        "Every counterfactual keeps the attention between different content tokens: r, averaged"
            + " over heads, lies between 0.5 and 1.",
    source = "tinyllm-mechinter README, Counter factual analysis: attention_pattern_correlation")
class BetweenTokensAttentionBounds {
  private static final double LOW = 0.5;
  private static final double HIGH = 1;
  private static final String BECAUSE =
      "r of 0.5 is what Cohen (1988) calls a large correlation: a pattern that is kept should reach"
          + " it in every pair.";

  @ClaimTest(
      variant = "role-swap-content-without-self",
      group = "role-swap",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void roleSwap(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }

  @ClaimTest(
      variant = "antonym-content-without-self",
      group = "antonym",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void antonym(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }

  @ClaimTest(
      variant = "negation-content-without-self",
      group = "negation",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void negation(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }

  @ClaimTest(
      variant = "tense-content-without-self",
      group = "tense",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void tense(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }

  @ClaimTest(
      variant = "number-content-without-self",
      group = "number",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void number(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }

  @ClaimTest(
      variant = "entity-content-without-self",
      group = "entity",
      fixture = FIXTURE,
      predicts = EVERY_ROW_HOLDS,
      low = LOW,
      high = HIGH,
      unit = "r",
      because = BECAUSE)
  void entity(CounterfactualPair pair, Model model, Evidence evidence) {
    evidence.within(
        Bounds.correlation(ATTENTION_PATTERN_CORRELATION, CONTENT_WITHOUT_SELF, pair, model));
  }
}
