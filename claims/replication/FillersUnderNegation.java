package replication;

import dev.assay.junit.*;
import dev.assay.model.Model;
import org.junit.jupiter.api.Tag;

/** Table 2: what fits a gap and what fits the negated gap are ranked alike. */
@Finding(
    id = "fillers-under-negation",
    statement = "A sentence with a gap and its negation rank the fillers of the gap alike.",
    source = "Kassner and Schütze 2020, Negated and Misprimed Probes, Table 2: Spearman's rho")
@Rows("replication/negated-gaps.csv")
@Tag("replication")
class FillersUnderNegation {
  record NegatedGap(String id, String template, String affirmed, String negated) {}

  /** No null is to be beaten: that two sentences with most words in common agree is the point. */
  @ClaimTest(models = {"bert-base-uncased", "bert-base-cased"})
  @MeanAtLeast(
      value = 0.85,
      unit = "rho",
      because =
          "The bound is the paper's, over facts of LAMA and the words that its models share; ours"
              + " is over everyday sentences and the whole vocabulary.",
      published = 0.85)
  double rankCorrelation(NegatedGap row, Model model) {
    return model.fillMask(row.affirmed()).rankCorrelation(model.fillMask(row.negated()));
  }
}
