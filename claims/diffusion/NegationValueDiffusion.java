package diffusion;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.ValueMeasures.*;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.Trace;

/** Key finding 3: what the cue's value output resembles, beside an ordinary word's in its place. */
@Finding(
    id = "negation-value-diffusion",
    statement =
        "The value outputs around a negation word resemble its own more than those around an"
            + " ordinary word in its place do.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Diffusion of value-weighted vectors around the"
            + " negation term\"")
@Rows("negation-pairs.csv")
class NegationValueDiffusion {
  @ClaimTest(
      variant = "effective-neighbours",
      statement =
          "A negation word's value output resembles those of a larger share of the sentence than an"
              + " ordinary word's in its place does.")
  @MeanAtLeast(
      value = 0.02,
      unit = "share",
      because =
          "Of 10 other tokens, 0.02 is a fifth of a token more that the value output spreads to.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
  double spreadsToMoreTokens(NegationPair pair, Model model) {
    Trace control = model.trace(pair.control());
    return model.trace(pair.negated()).meanOverHeads(head -> effectiveNeighbours(head, pair.cue()))
        - control.meanOverHeads(head -> effectiveNeighbours(head, pair.controlWord()));
  }

  /** Two tokens to each side were declared before measuring; other widths are only reported. */
  @ClaimTest(variant = "neighbourhood-similarity")
  @MeanAtLeast(
      value = 0.02,
      unit = "cosine",
      because =
          "Cosines between neighbours are around 0.5 and differ by 0.1 from word to word; 0.02 is a"
              + " fifth of that.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  double resemblesItsNeighbours(NegationPair pair, Model model, Evidence evidence) {
    for (int width : new int[] {1, 3, 5}) {
      evidence.measure(
          "difference in a window of " + width, difference(pair, model, width), "cosine");
    }
    return difference(pair, model, 2);
  }

  private static double difference(NegationPair pair, Model model, int width) {
    Trace control = model.trace(pair.control());
    return model
            .trace(pair.negated())
            .meanOverHeads(head -> neighbourhoodSimilarity(head, pair.cue(), width))
        - control.meanOverHeads(head -> neighbourhoodSimilarity(head, pair.controlWord(), width));
  }
}
