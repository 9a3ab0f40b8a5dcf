package replication;

import dev.assay.junit.*;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Where;
import org.junit.jupiter.api.Tag;

/**
 * Most single heads can go. Every head of BERT-base is disabled once, on one of 72 sentences. The
 * papers measure this on tasks such as translation; here it is the word that belongs in a gap.
 */
@Finding(
    id = "heads-that-can-go",
    statement =
        "With one head disabled (attention 1/T), the right word hardly becomes less likely in most"
            + " cases.",
    source =
        "Michel et al. 2019, Are Sixteen Heads Really Better than One?; Voita et al. 2019,"
            + " Analyzing Multi-Head Self-Attention")
@Rows("replication/disabled-heads.csv")
@Tag("replication")
class HeadsThatCanGo {
  private static final double TENTH = Math.log(1 / 0.9);

  record DisabledHead(String id, String template, int layer, int head, String text, String word) {}

  @ClaimTest(models = {"bert-base-uncased", "bert-base-cased"})
  @ShareOfRowsAtLeast(
      value = 0.8,
      unit = "spared",
      because =
          "A word that keeps nine tenths of its probability hardly becomes less likely; most is"
              + " four of five. No null is to be beaten: little must be lost, not much.")
  double spared(DisabledHead row, Model model) {
    Model disabled = model.with(Edit.uniform(Where.head(row.layer(), row.head())));
    double lost =
        model.fillMask(row.text()).logProbability(row.word())
            - disabled.fillMask(row.text()).logProbability(row.word());
    return lost < TENTH ? 1 : 0;
  }
}
