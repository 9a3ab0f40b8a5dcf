package notebook;

import static dev.assay.claim.Prediction.EVERY_ROW_HOLDS;

import dev.assay.fixture.FixtureRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import java.util.Arrays;
import java.util.List;

/** The numbers that the source's notebook prints, so that we know to measure the same thing. */
@Claim(
    id = "notebook-largest-weights",
    statement = "The largest attention weight of each head is the one in the notebook.",
    source = "tinyllm-mechinter, notebook on bert-tiny, \"The cat sat on the chair.\"")
class BertTinyLargestWeights {
  private static final double TOLERANCE = 0.0006;

  record NotebookWeight(String id, String text, int layer, int head, double largestWeight)
      implements FixtureRow {
    @Override
    public List<String> texts() {
      return List.of(text);
    }
  }

  @ClaimTest(
      fixture = "bert-tiny-notebook.csv",
      models = "bert-tiny",
      predicts = EVERY_ROW_HOLDS,
      low = -TOLERANCE,
      high = TOLERANCE,
      unit = "attention",
      because = "The notebook prints three decimals; 0.0006 allows for their rounding and no more.")
  void largestWeight(NotebookWeight weight, Model model, Evidence evidence) {
    double[][] attention =
        model.trace(weight.text()).layer(weight.layer()).head(weight.head()).pattern().toArray();
    double largest = Arrays.stream(attention).flatMapToDouble(Arrays::stream).max().orElseThrow();
    evidence.within(largest - weight.largestWeight());
  }
}
