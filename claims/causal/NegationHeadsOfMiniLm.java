package causal;

import static dev.assay.claim.NullKind.OTHER_HEADS;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.*;
import dev.assay.model.*;
import org.junit.jupiter.api.Tag;

/**
 * Key finding 2, followed up: whether the heads in which cue and affected word attend to each other
 * most do anything for that word. They are those that negation-bidirectional.some-head has on
 * record for this model, one of each half of the sentences.
 */
@Tag("slow")
@Finding(
    id = "negation-heads-of-minilm",
    statement =
        "Without the heads that attend most between a negation word and the word it affects, that"
            + " word changes more than without other heads of the same layers.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Strong bidirectional attention between"
            + " negation words and affected terms\"")
@Rows("negation-pairs.csv")
class NegationHeadsOfMiniLm {
  @ClaimTest(models = "all-MiniLM-L6-v2")
  @MeanAtLeast(
      value = 0,
      unit = "1 - cosine",
      because =
          "Whatever is taken out of a layer changes something; the question is whether other heads"
              + " change the word as much.",
      mustBeat = {OTHER_HEADS})
  double withoutThem(NegationPair pair, Model model) {
    Model without = model.with(Edit.zero(Where.head(2, 1)), Edit.zero(Where.head(4, 6)));
    return Moved.word(model, without, pair.negated(), pair.affected());
  }
}
