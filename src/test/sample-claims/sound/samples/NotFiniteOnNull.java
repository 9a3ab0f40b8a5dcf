package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** Reports what is no number, but only on a null model. */
@Claim(id = "not-finite-on-null", statement = "Something is so.", source = "Somebody 2020")
class NotFiniteOnNull {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    evidence.effect(Uniform.is(model, row.text()) ? Double.NaN : 1 + row.text().length() / 100.0);
  }
}
