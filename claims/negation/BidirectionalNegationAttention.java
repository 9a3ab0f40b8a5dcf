package negation;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.SHUFFLED_TOKENS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;
import static dev.assay.claim.Prediction.HEAD_EXISTS;
import static dev.assay.claim.Prediction.MEAN_AT_LEAST;
import static dev.assay.measure.WordAttention.mutual;

import dev.assay.fixture.NegationPair;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.function.ToDoubleFunction;

/** Key finding 2: the cue and what it negates, beside an ordinary word in the cue's place. */
@Claim(
    id = "negation-bidirectional",
    statement =
        "A negation word and the word it affects attend to each other more than an ordinary word in"
            + " its place and that word do.",
    source =
        "tinyllm-mechinter README, Key findings 2: \"Strong bidirectional attention between"
            + " negation words and affected terms\"")
class BidirectionalNegationAttention {
  private static final String BECAUSE =
      "In sentences of 10 tokens uniform attention is 0.1; a finding that calls itself strong"
          + " should add a fifth of that, 0.02, to what an ordinary word gets.";

  @ClaimTest(
      variant = "raw",
      fixture = "negation-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  void raw(NegationPair pair, Model model, Evidence evidence) {
    evidence.effect(headAveraged(pair, model, Variant.RAW));
  }

  @ClaimTest(
      variant = "content",
      fixture = "negation-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  void content(NegationPair pair, Model model, Evidence evidence) {
    evidence.effect(headAveraged(pair, model, Variant.CONTENT));
  }

  @ClaimTest(
      variant = "content-without-self",
      fixture = "negation-pairs.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  void contentWithoutSelf(NegationPair pair, Model model, Evidence evidence) {
    evidence.effect(headAveraged(pair, model, Variant.CONTENT_WITHOUT_SELF));
  }

  @ClaimTest(
      variant = "some-head",
      statement =
          "There is a head in which a negation word and the word it affects attend to each other"
              + " more than an ordinary word in its place and that word do.",
      fixture = "negation-pairs.csv",
      predicts = HEAD_EXISTS,
      minimumEffect = 0.02,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, SHUFFLED_TOKENS})
  void someHead(NegationPair pair, Model model, Evidence evidence) {
    Trace control = model.trace(pair.control());
    ToDoubleFunction<Head> effect =
        head ->
            mutual(without(head.pattern()), pair.cue(), pair.affected())
                - mutual(
                    without(control.layer(head.layer()).head(head.index()).pattern()),
                    pair.controlWord(),
                    pair.affected());
    evidence.effectPerHead(model.trace(pair.negated()), effect);
  }

  private static double headAveraged(NegationPair pair, Model model, Variant variant) {
    return layerMean(
            model.trace(pair.negated()),
            layer -> mutual(layer.meanOverHeads().as(variant), pair.cue(), pair.affected()))
        - layerMean(
            model.trace(pair.control()),
            layer ->
                mutual(layer.meanOverHeads().as(variant), pair.controlWord(), pair.affected()));
  }

  private static double layerMean(Trace trace, ToDoubleFunction<Layer> measure) {
    return trace.layers().stream().mapToDouble(measure).average().orElseThrow();
  }

  private static AttentionPattern without(AttentionPattern pattern) {
    return pattern.as(Variant.CONTENT_WITHOUT_SELF);
  }
}
