package causal;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;

import dev.assay.fixture.Statement;
import dev.assay.junit.*;
import dev.assay.model.*;
import org.junit.jupiter.api.Tag;

/** Key finding 1, followed up: whether what layer 0 sees from afar is of any use. */
@Tag("slow")
@Finding(
    id = "layer-0-window",
    statement = "With layer 0's attention cut to two tokens on each side, the output stays.",
    source =
        "tinyllm-mechinter README, Key findings 1: \"Layer 0: Focuses on local token"
            + " relationships\"")
@Rows("statements.csv")
class LocalLayerZero {
  private static final int WIDTH = 2;

  private static final String STAYS =
      "1 is what two unrelated texts are apart; what moves by a twentieth of that is still the same"
          + " output.";

  private static final String MORE =
      "A fifth of what passes for no change is the least that can be called more.";

  @ClaimTest(variant = "embedding")
  @MeanWithin(low = -0.05, high = 0.05, unit = "1 - cosine", because = STAYS)
  double embeddingStays(Statement statement, Model model) {
    return Moved.embedding(model, windowed(model, 0), statement.text());
  }

  @ClaimTest(
      variant = "embedding-last-layer",
      statement =
          "The same window moves the embedding more in the last layer than it does in layer 0.")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - cosine",
      because = MORE,
      mustBeat = {RANDOM_WEIGHTS})
  double embeddingMovesMoreInTheLastLayer(Statement statement, Model model) {
    return Moved.embedding(model, windowed(model, last(model)), statement.text())
        - Moved.embedding(model, windowed(model, 0), statement.text());
  }

  @ClaimTest(variant = "mask-scores")
  @MeanWithin(low = -0.05, high = 0.05, unit = "1 - r", because = STAYS)
  double maskScoresStay(Statement statement, Model model) {
    return Moved.maskScores(model, windowed(model, 0), Moved.lastMasked(statement.text()));
  }

  @ClaimTest(
      variant = "mask-scores-last-layer",
      statement =
          "The same window moves a mask's scores more in the last layer than it does in layer 0.")
  @MeanAtLeast(
      value = 0.01,
      unit = "1 - r",
      because = MORE,
      mustBeat = {RANDOM_WEIGHTS})
  double maskScoresMoveMoreInTheLastLayer(Statement statement, Model model) {
    String text = Moved.lastMasked(statement.text());
    return Moved.maskScores(model, windowed(model, last(model)), text)
        - Moved.maskScores(model, windowed(model, 0), text);
  }

  private static int last(Model model) {
    return model.config().layers() - 1;
  }

  private static Model windowed(Model model, int layer) {
    return model.with(Edit.window(layer, WIDTH));
  }
}
