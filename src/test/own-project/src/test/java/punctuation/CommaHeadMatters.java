package punctuation;

import static dev.assay.claim.NullKind.OTHER_HEADS;

import dev.assay.junit.*;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Where;

/** A head of MiniLM prefers commas. Does it matter to what the model says of a sentence? */
@Finding(
    id = "comma-head-matters",
    statement = "Without head 1.10 a sentence has another vector, more than without others.",
    source = "A question that commas-at-their-place leaves open")
@Rows("commas.csv")
@MeanAtLeast(
    value = 0.01,
    unit = "cosine distance",
    because = "0.01 is an angle of 8 degrees between two vectors; less would hardly reorder them.",
    mustBeat = OTHER_HEADS)
class CommaHeadMatters {

  record CommaSentence(String id, String text) {}

  @ClaimTest(models = "all-MiniLM-L6-v2")
  double withoutTheHead(CommaSentence row, Model model) {
    Model without = model.with(Edit.zero(Where.head(1, 10)));
    return 1 - cosine(model.embedding(row.text()), without.embedding(row.text()));
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
