package locality;

import static dev.assay.claim.NullKind.*;
import static dev.assay.measure.AttentionMeasures.*;
import static dev.assay.trace.Variant.CONTENT_WITHOUT_SELF;

import dev.assay.fixture.Statement;
import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;

/**
 * Key finding 1, against chance. Attention that goes to one place in the middle, whoever asks, is
 * also nearer than uniform attention; beside what every key gets on average it is not.
 */
@Finding(
    id = "layer-0-local",
    statement = "In layer 0, {attention} goes to nearer tokens than uniform attention would.",
    source =
        "tinyllm-mechinter README, Key findings 1: \"Layer 0: Focuses on local token"
            + " relationships\"")
@Rows("statements.csv")
@MeanAtLeast(
    value = 0.1,
    unit = "tokens",
    because =
        "Uniform attention looks about 3 to 4 tokens far in sentences of 10 tokens; a tenth of a"
            + " token is 3% of that, and less would not be called local.",
    mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS})
class LayerZeroIsLocal {
  @ClaimTest
  double besideUniform(Statement statement, Model model, @Each Variant variant) {
    Trace trace = model.trace(statement.text());
    return distance(uniform(trace.tokens()).as(variant))
        - distance(trace.layer(0).meanOverHeads().as(variant));
  }

  @ClaimTest(
      variant = "beyond-key-means",
      statement =
          "Layer 0 attends to nearer tokens than it would if every token shared its attention out"
              + " as all tokens do on average.")
  double beyondKeyMeans(Statement statement, Model model) {
    AttentionPattern attention =
        model.trace(statement.text()).layer(0).meanOverHeads().as(CONTENT_WITHOUT_SELF);
    return distance(keyMeans(attention).as(CONTENT_WITHOUT_SELF)) - distance(attention);
  }
}
