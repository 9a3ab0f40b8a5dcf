package punctuation;

import static dev.assay.claim.NullKind.PERMUTED_POSITIONS;
import static dev.assay.claim.NullKind.RANDOM_WEIGHTS;

import dev.assay.junit.*;
import dev.assay.measure.WordAttention;
import dev.assay.model.Model;
import dev.assay.trace.Head;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.util.Arrays;

/** A head may attend to a place. So both sides of this contrast stand in the same one. */
@Finding(
    id = "commas-at-their-place",
    statement = "In some head, a comma draws more attention than a word in its place.",
    source = "Clark et al. 2019, What Does BERT Look At?, section 3.2")
@Rows("commas.csv")
@SomeHeadAtLeast(
    value = 0.1,
    unit = "attention",
    because = "A head that attends to commas should give them twice what each of 10 tokens gets.",
    mustBeat = {RANDOM_WEIGHTS, PERMUTED_POSITIONS})
class CommasAtTheirPlace {

  record CommaSentence(String id, String text, String after) {}

  /** Without the comma, the word after it has its place. */
  @ClaimTest
  HeadEffects besideAWord(CommaSentence row, Model model) {
    Trace without = model.trace(row.text().replace(",", ""));
    return HeadEffects.of(
        model.trace(row.text()),
        head -> received(head, ",") - received(head.in(without), row.after()));
  }

  private static double received(Head head, String word) {
    return Arrays.stream(
            WordAttention.toWord(head.pattern().as(Variant.CONTENT_WITHOUT_SELF), word))
        .average()
        .orElseThrow();
  }
}
