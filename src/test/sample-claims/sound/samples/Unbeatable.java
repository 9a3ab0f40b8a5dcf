package samples;

import dev.assay.claim.NullKind;
import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;

/** A null model that it must beat lets it measure no row. */
@Claim(id = "unbeatable", statement = "Something is so.", source = "Somebody 2020")
class Unbeatable {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      mustBeat = {NullKind.UNIFORM_ATTENTION},
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    if (Uniform.is(model, row.text())) {
      throw new AssayException("There is nothing to compare; use another sentence.");
    }
    evidence.effect(1 + row.text().length() / 100.0);
  }
}
