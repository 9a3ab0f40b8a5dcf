package punctuation;

import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;
import static dev.assay.claim.NullKind.UNIFORM_ATTENTION;

import dev.assay.junit.*;
import dev.assay.measure.WordAttention;
import dev.assay.model.Model;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Variant;
import java.util.Arrays;

/** Clark et al. found heads of BERT that attend to commas and full stops. Does MiniLM do so? */
@Finding(
    id = "commas-draw-attention",
    statement = "In the last layer, a comma draws more attention than the words on either side.",
    source = "Clark et al. 2019, What Does BERT Look At?, section 3.2")
@Rows("commas.csv")
@MeanAtLeast(
    value = 0.01,
    unit = "attention",
    because = "Among 10 tokens each gets 0.1 on average; a tenth of that is a visible preference.",
    mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION})
class CommasDrawAttention {

  /** A line of fixtures/commas.csv: its columns are the record's components. */
  record CommaSentence(String id, String text, String before, String after) {}

  @ClaimTest
  double commaAgainstNeighbours(CommaSentence row, Model model) {
    int last = model.config().layers() - 1;
    AttentionPattern attention =
        model.trace(row.text()).layer(last).meanOverHeads().as(Variant.CONTENT_WITHOUT_SELF);
    double neighbours = (received(attention, row.before()) + received(attention, row.after())) / 2;
    return received(attention, ",") - neighbours;
  }

  private static double received(AttentionPattern attention, String word) {
    return Arrays.stream(WordAttention.toWord(attention, word)).average().orElseThrow();
  }
}
