package replication;

import static dev.assay.claim.NullKind.*;

import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Section 3.2: in the middle of the network, most attention goes to [SEP]. */
@Finding(
    id = "attention-to-separators",
    statement = "In layers 5 to 9, over half of the attention goes to [SEP].",
    source = "Clark et al. 2019, What Does BERT Look At?, section 3.2 (there layers 6 to 10)")
@Tag("replication")
class AttentionToSeparators {
  private static final int FIRST_LAYER = 5;
  private static final int LAST_LAYER = 9;

  private static final String BECAUSE =
      "The half is the statement. Every token counts as one that attends, [SEP] included.";

  @ClaimTest(
      variant = "two-segments",
      models = {"bert-base-uncased", "bert-base-cased"})
  @Rows("replication/paragraph-pairs.csv")
  @MeanAtLeast(
      value = 0.5,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION},
      published = 0.5)
  double inTwoSegments(ParagraphPair row, Model model) {
    Trace trace = model.trace(row.text());
    int[] all = IntStream.range(0, trace.tokens().size()).toArray();
    return toSeparators(trace, all);
  }

  @ClaimTest(
      variant = "single-sentences",
      statement =
          "In layers 5 to 9, over half of the attention in a single sentence goes to [SEP].",
      models = {"bert-base-uncased", "bert-base-cased"})
  @Rows("replication/negated-sentences.csv")
  @MeanAtLeast(
      value = 0.5,
      unit = "attention",
      because = BECAUSE + " The paper's texts are longer and have two segments.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION},
      published = 0.5)
  double inSingleSentences(NegatedSentence row, Model model) {
    Trace trace = model.trace(row.negated());
    int[] all = IntStream.range(0, trace.tokens().size()).toArray();
    return toSeparators(trace, all);
  }

  @ClaimTest(
      variant = "from-separators",
      statement = "In layers 5 to 9, [SEP] attends to itself and the other [SEP].",
      models = {"bert-base-uncased", "bert-base-cased"})
  @Rows("replication/paragraph-pairs.csv")
  @MeanAtLeast(
      value = 0.8,
      unit = "attention",
      because =
          "The published number is read off heads of Wikipedia's paragraphs; a tenth is allowed for"
              + " ours and for the mean over all heads of these layers.",
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION},
      published = 0.9)
  double fromSeparators(ParagraphPair row, Model model) {
    Trace trace = model.trace(row.text());
    return toSeparators(trace, SpecialTokens.separators(trace.tokens()));
  }

  /** The mean over layers, heads and queries of what the [SEP] tokens get together. */
  private static double toSeparators(Trace trace, int... queries) {
    int[] keys = SpecialTokens.separators(trace.tokens());
    return IntStream.rangeClosed(FIRST_LAYER, LAST_LAYER)
        .mapToDouble(layer -> trace.layer(layer).meanOverHeads(head -> mean(head, queries, keys)))
        .average()
        .orElseThrow();
  }

  private static double mean(Head head, int[] queries, int... keys) {
    Tensor pattern = head.trace().tensor(Site.PATTERN).at(head.layer()).at(head.index());
    double sum = 0;
    for (int query : queries) {
      for (int key : keys) {
        sum += pattern.get(query, key);
      }
    }
    return sum / queries.length;
  }
}
