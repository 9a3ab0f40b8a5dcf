package replication;

import static dev.assay.claim.NullKind.*;

import dev.assay.junit.*;
import dev.assay.model.Model;
import dev.assay.trace.*;
import org.junit.jupiter.api.Tag;

/** Section 3.1: heads that look at the token before or after, whatever it is. */
@Finding(
    id = "neighbour-heads",
    statement = "Some heads put more than half of their attention on a neighbour.",
    source = "Clark et al. 2019, What Does BERT Look At?, section 3.1")
@Rows("replication/paragraph-pairs.csv")
@Tag("replication")
class NeighbourHeads {
  private static final String BECAUSE =
      "The number of heads and the half are the paper's, over paragraphs of Wikipedia; ours are"
          + " paragraphs of 64 to 80 tokens. A token without such a neighbour is left out.";

  @ClaimTest(
      variant = "previous",
      statement =
          "At least four heads put more than half of their attention on the previous token.",
      models = {"bert-base-uncased", "bert-base-cased"})
  @HeadCountAtLeast(
      heads = 4,
      value = 0.5,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS},
      published = 4)
  HeadEffects previous(ParagraphPair row, Model model) {
    return HeadEffects.of(model.trace(row.text()), head -> toNeighbour(head, -1));
  }

  @ClaimTest(
      variant = "next",
      statement = "At least five heads put more than half of their attention on the next token.",
      models = {"bert-base-uncased", "bert-base-cased"})
  @HeadCountAtLeast(
      heads = 5,
      value = 0.5,
      unit = "attention",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION, PERMUTED_POSITIONS},
      published = 5)
  HeadEffects next(ParagraphPair row, Model model) {
    return HeadEffects.of(model.trace(row.text()), head -> toNeighbour(head, 1));
  }

  private static double toNeighbour(Head head, int step) {
    Trace trace = head.trace();
    Tensor pattern = trace.tensor(Site.PATTERN).at(head.layer()).at(head.index());
    int n = trace.tokens().size();
    double sum = 0;
    for (int query = Math.max(0, -step); query < n - Math.max(0, step); query++) {
      sum += pattern.get(query, query + step);
    }
    return sum / (n - 1);
  }
}
