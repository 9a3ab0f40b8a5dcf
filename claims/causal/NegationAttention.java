package causal;

import static dev.assay.claim.NullKind.*;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.*;
import dev.assay.model.*;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** Key finding 2, followed up: whether the word that is negated needs to see the cue. */
@Tag("slow")
@Finding(
    id = "negation-attention-matters",
    statement =
        "Without attention between a negation word and the word it affects, that word changes more"
            + " than without attention between an ordinary word in its place and it.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Strong bidirectional attention between"
            + " negation words and affected terms\"")
@Rows("negation-pairs.csv")
class NegationAttention {
  private static final String BECAUSE =
      "1 is what two unrelated words are apart; a hundredth of that is the least that can be called"
          + " a change.";

  @ClaimTest(variant = "hidden-state")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - cosine",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, SHUFFLED_TOKENS})
  double hiddenStateNeedsTheCue(NegationPair pair, Model model) {
    return Moved.word(
            model, cut(model, pair.cue(), pair.affected()), pair.negated(), pair.affected())
        - Moved.word(
            model,
            cut(model, pair.controlWord(), pair.affected()),
            pair.control(),
            pair.affected());
  }

  @ClaimTest(
      variant = "mask-scores",
      statement =
          "Without attention between a negation word and the word it affects, what a mask in that"
              + " word's place is filled with changes more than without attention between an"
              + " ordinary word and it.")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - r",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, SHUFFLED_TOKENS})
  double maskScoresNeedTheCue(NegationPair pair, Model model) {
    return Moved.maskScores(
            model,
            cut(model, pair.cue(), Moved.MASK),
            Moved.masked(pair.negated(), pair.affected()))
        - Moved.maskScores(
            model,
            cut(model, pair.controlWord(), Moved.MASK),
            Moved.masked(pair.control(), pair.affected()));
  }

  private static Model cut(Model model, String word, String affected) {
    return model.with(
        IntStream.range(0, model.config().layers())
            .boxed()
            .flatMap(
                layer ->
                    Stream.of(Edit.cut(layer, word, affected), Edit.cut(layer, affected, word)))
            .toArray(Edit[]::new));
  }
}
