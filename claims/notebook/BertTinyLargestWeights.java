package notebook;

import dev.assay.junit.*;
import dev.assay.model.Model;
import java.util.Arrays;

/** The numbers that the source's notebook prints, so that we know to measure the same thing. */
@Finding(
    id = "notebook-largest-weights",
    statement = "The largest attention weight of each head is the one in the notebook.",
    source = "tinyllm-mechinter, notebook on bert-tiny, \"The cat sat on the chair.\"")
@Rows("bert-tiny-notebook.csv")
@EveryRowWithin(
    low = -0.0006,
    high = 0.0006,
    unit = "attention",
    because = "The notebook prints three decimals; 0.0006 allows for their rounding and no more.")
class BertTinyLargestWeights {
  record NotebookWeight(String id, String text, int layer, int head, double largestWeight) {}

  @ClaimTest(models = "bert-tiny")
  double besideTheNotebook(NotebookWeight weight, Model model) {
    double[][] attention =
        model.trace(weight.text()).layer(weight.layer()).head(weight.head()).pattern().toArray();
    return Arrays.stream(attention).flatMapToDouble(Arrays::stream).max().orElseThrow()
        - weight.largestWeight();
  }
}
