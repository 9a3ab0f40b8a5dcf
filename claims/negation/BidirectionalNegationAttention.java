package negation;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.WordAttention.mutual;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;

/** Key finding 2: the cue and what it negates, beside an ordinary word in the cue's place. */
@Finding(
    id = "negation-bidirectional",
    statement =
        "There is more {attention} between a negation word and the word it affects, both ways, than"
            + " between an ordinary word in its place and that word.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Strong bidirectional attention between"
            + " negation words and affected terms\"")
@Rows("negation-pairs.csv")
class BidirectionalNegationAttention {
  private static final String BECAUSE =
      "In sentences of 10 tokens uniform attention is 0.1; a finding that calls itself strong"
          + " should add a fifth of that, 0.02, to what an ordinary word gets.";

  @ClaimTest
  @MeanAtLeast(
      value = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  double onAverage(NegationPair pair, Model model, @Each Variant variant) {
    return attention(model.trace(pair.negated()), variant, pair.cue(), pair.affected())
        - attention(model.trace(pair.control()), variant, pair.controlWord(), pair.affected());
  }

  @ClaimTest(
      variant = "some-head",
      statement =
          "There is a head in which a negation word and the word it affects attend to each other"
              + " more than an ordinary word in its place and that word do.")
  @SomeHeadAtLeast(
      value = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  HeadEffects inSomeHead(NegationPair pair, Model model) {
    Trace control = model.trace(pair.control());
    return HeadEffects.of(
        model.trace(pair.negated()),
        head ->
            mutual(head.pattern().as(CONTENT_WITHOUT_SELF), pair.cue(), pair.affected())
                - mutual(
                    head.in(control).pattern().as(CONTENT_WITHOUT_SELF),
                    pair.controlWord(),
                    pair.affected()));
  }

  private static double attention(Trace trace, Variant variant, String word, String affected) {
    return trace.layers().stream()
        .mapToDouble(layer -> mutual(layer.meanOverHeads().as(variant), word, affected))
        .average()
        .orElseThrow();
  }
}
