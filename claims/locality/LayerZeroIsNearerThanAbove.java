package locality;

import static dev.assay.claim.NullKind.PERMUTED_POSITIONS;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;
import static dev.assay.claim.Prediction.MEAN_AT_LEAST;
import static dev.assay.measure.AttentionMeasures.distance;

import dev.assay.fixture.Statement;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;

/** Key finding 1, layer against layer. Raw, the upper layers' attention to [SEP] decides it. */
@Claim(
    id = "layer-0-nearer-than-above",
    statement = "Layer 0 attends to nearer tokens than the layers above it do on average.",
    source =
        "tinyllm-mechinter README, Key findings 1: \"Layer 0: local token relationships. Layer 1:"
            + " broader semantic connections\"")
class LayerZeroIsNearerThanAbove {
  private static final String BECAUSE =
      "The same tenth of a token as for locality against chance, so that the two findings can be"
          + " compared.";

  @ClaimTest(
      variant = "raw",
      fixture = "statements.csv",
      predicts = MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
  void raw(Statement statement, Model model, Evidence evidence) {
    evidence.effect(nearness(model.trace(statement.text()), Variant.RAW));
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
    evidence.effect(nearness(model.trace(statement.text()), Variant.CONTENT));
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
    evidence.effect(nearness(model.trace(statement.text()), Variant.CONTENT_WITHOUT_SELF));
  }

  private static double nearness(Trace trace, Variant variant) {
    if (trace.layerCount() < 2) {
      throw new AssayException(
          "A model of one layer has none above layer 0; judge it by the other findings.");
    }
    return trace.layers().stream()
            .skip(1)
            .mapToDouble(layer -> distance(layer.meanOverHeads().as(variant)))
            .average()
            .orElseThrow()
        - distance(trace.layer(0).meanOverHeads().as(variant));
  }
}
