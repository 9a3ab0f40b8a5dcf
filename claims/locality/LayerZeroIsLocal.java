package locality;

import static dev.assay.claim.NullKind.PERMUTED_POSITIONS;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;
import static dev.assay.claim.Prediction.MEAN_AT_LEAST;
import static dev.assay.measure.AttentionMeasures.distance;
import static dev.assay.measure.AttentionMeasures.keyMeans;
import static dev.assay.measure.AttentionMeasures.uniform;
import static dev.assay.trace.Variant.CONTENT;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;
import static dev.assay.trace.Variant.RAW;

import dev.assay.fixture.Statement;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;

/**
 * Key finding 1, against chance: how far layer 0 looks, beside uniform attention. Attention that
 * goes to one place whoever asks is also nearer than uniform attention, if that place is in the
 * middle; beside what every key gets on average it is not.
 */
@Claim(
    id = "layer-0-local",
    statement = "Layer 0 attends to nearer tokens than uniform attention would.",
    source =
        "tinyllm-mechinter README, Key findings 1: \"Layer 0: Focuses on local token"
            + " relationships\"")
class LayerZeroIsLocal {
  private static final String BECAUSE =
      "Uniform attention looks about 3 to 4 tokens far in sentences of 10 tokens; a tenth of a"
          + " token is 3% of that, and less would not be called local.";

  @ClaimTest(
      variant = "raw",
      fixture = "statements.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
  void raw(Statement statement, Model model, Evidence evidence) {
    evidence.effect(nearness(model.trace(statement.text()), RAW));
  }

  @ClaimTest(
      variant = "content",
      fixture = "statements.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
  void content(Statement statement, Model model, Evidence evidence) {
    evidence.effect(nearness(model.trace(statement.text()), CONTENT));
  }

  @ClaimTest(
      variant = "content-without-self",
      fixture = "statements.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
  void contentWithoutSelf(Statement statement, Model model, Evidence evidence) {
    evidence.effect(nearness(model.trace(statement.text()), CONTENT_WITHOUT_SELF));
  }

  @ClaimTest(
      variant = "beyond-key-means",
      statement =
          "Layer 0 attends to nearer tokens than it would if every token shared its attention out"
              + " as all tokens do on average.",
      fixture = "statements.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
  void beyondKeyMeans(Statement statement, Model model, Evidence evidence) {
    AttentionPattern attention =
        model.trace(statement.text()).layer(0).meanOverHeads().as(CONTENT_WITHOUT_SELF);
    evidence.effect(distance(keyMeans(attention).as(CONTENT_WITHOUT_SELF)) - distance(attention));
  }

  private static double nearness(Trace trace, Variant variant) {
    return distance(uniform(trace.tokens()).as(variant))
        - distance(trace.layer(0).meanOverHeads().as(variant));
  }
}
