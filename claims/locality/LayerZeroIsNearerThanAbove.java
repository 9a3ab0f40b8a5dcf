package locality;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.AttentionMeasures.distance;

import dev.assay.fixture.Statement;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;

/** Key finding 1, layer against layer. Raw, the upper layers' attention to [SEP] decides it. */
@Finding(
    id = "layer-0-nearer-than-above",
    statement =
        "In layer 0, {attention} goes to nearer tokens than in the layers above it on average.",
    source =
        "tinyllm-mechinter README, Key findings 1: \"Layer 0: local token relationships. Layer 1:"
            + " broader semantic connections\"")
@Rows("statements.csv")
@MeanAtLeast(
    value = 0.1,
    unit = "tokens",
    because =
        "The same tenth of a token as for locality against chance, so that the two findings can be"
            + " compared.",
    mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
class LayerZeroIsNearerThanAbove {
  @ClaimTest
  double nearness(Statement statement, Model model, @Each Variant variant) {
    Trace trace = model.trace(statement.text());
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
