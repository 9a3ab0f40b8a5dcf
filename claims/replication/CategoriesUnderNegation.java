package replication;

import static dev.assay.claim.NullKind.*;

import dev.assay.junit.*;
import dev.assay.model.MaskScores;
import dev.assay.model.Model;
import dev.assay.model.Text;
import org.junit.jupiter.api.Tag;

/** Table 12: BERT knows what a robin is, and says the same of what a robin is not. */
@Finding(
    id = "categories-under-negation",
    statement = "Whether the sentence is negated or not, the true category is preferred.",
    source = "Ettinger 2020, What BERT Is Not, Table 12")
@Rows("replication/categories.csv")
@Tag("replication")
class CategoriesUnderNegation {
  private static final String BECAUSE =
      "The paper's shares are of other words; a fifth is allowed for ours, of which three share a"
          + " category and so count less than independent ones.";

  record Category(
      String id, String template, String affirmed, String negated, String category, String other) {}

  @ClaimTest(
      variant = "affirmed",
      statement = "Affirmed, the true category is likelier than a false one.",
      models = "bert-base-uncased")
  @ShareOfRowsAtLeast(
      value = 0.8,
      unit = "right",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION},
      published = 1)
  double affirmed(Category row, Model model) {
    return prefers(model, row.affirmed(), row.category(), row.other());
  }

  @ClaimTest(
      variant = "negated",
      statement = "Negated, a false category, which would be right, is likelier in few sentences.",
      models = "bert-base-uncased")
  @ShareOfRowsAtMost(
      value = 0.2,
      unit = "right",
      because = BECAUSE,
      mustBeat = {RANDOM_WEIGHTS, UNIFORM_ATTENTION},
      published = 0)
  double negated(Category row, Model model) {
    return prefers(model, row.negated(), row.other(), row.category());
  }

  private static double prefers(Model model, String text, String one, String other) {
    MaskScores scores = model.fillMask(Text.of(text));
    return scores.logProbability(one) > scores.logProbability(other) ? 1 : 0;
  }
}
