package punctuation;

import static dev.assay.claim.NullKind.PERMUTED_POSITIONS;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;

import dev.assay.junit.*;
import dev.assay.measure.WordAttention;
import dev.assay.model.Model;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Variant;
import java.util.Arrays;

/** The same question of every layer, of every head, and of two models: do they answer it alike? */
@Finding(
    id = "commas-layer-by-layer",
    statement = "In layer {layer}, a comma draws more attention than the words on either side.",
    source = "Clark et al. 2019, What Does BERT Look At?, section 3.2")
@Rows("commas.csv")
class CommasLayerByLayer {

  record CommaSentence(String id, String text, String before, String after) {}

  /** One claim per layer of the model at hand: commas-layer-by-layer.layer-0, and so on. */
  @ClaimTest
  @MeanAtLeast(
      value = 0.01,
      unit = "attention",
      because =
          "Among 10 tokens each gets 0.1 on average; a tenth of that is a visible preference.",
      mustBeat = {RANDOM_WEIGHTS, PERMUTED_POSITIONS})
  double inLayer(CommaSentence row, Model model, @Each int layer) {
    return preference(row, model, layer);
  }

  /** Equivalence: "no different" needs the whole interval between the borders. */
  @ClaimTest(
      variant = "as-in-minilm",
      statement = "In layer 0, a comma draws as much attention as in all-MiniLM-L6-v2.")
  @MeanWithin(
      low = -0.01,
      high = 0.01,
      unit = "attention",
      because = "What would not be a visible preference is no visible difference either.")
  double asInMiniLm(CommaSentence row, Model model, @Against("all-MiniLM-L6-v2") Model miniLm) {
    return preference(row, model, 0) - preference(row, miniLm, 0);
  }

  /** Heads: the body gives the effect of each, and the harness chooses. */
  @ClaimTest(
      variant = "some-head",
      statement = "In some head, a comma draws more attention than the words on either side.")
  @SomeHeadAtLeast(
      value = 0.1,
      unit = "attention",
      because = "A head that attends to commas should give them twice what each of 10 tokens gets.",
      mustBeat = {RANDOM_WEIGHTS, PERMUTED_POSITIONS})
  HeadEffects inSomeHead(CommaSentence row, Model model) {
    return HeadEffects.of(model.trace(row.text()), head -> preference(row, head.pattern()));
  }

  private static double preference(CommaSentence row, Model model, int layer) {
    return preference(row, model.trace(row.text()).layer(layer).meanOverHeads());
  }

  private static double preference(CommaSentence row, AttentionPattern raw) {
    AttentionPattern attention = raw.as(Variant.CONTENT_WITHOUT_SELF);
    double neighbours = (received(attention, row.before()) + received(attention, row.after())) / 2;
    return received(attention, ",") - neighbours;
  }

  private static double received(AttentionPattern attention, String word) {
    return Arrays.stream(WordAttention.toWord(attention, word)).average().orElseThrow();
  }
}
