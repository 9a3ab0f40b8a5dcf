package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** Reports something else than it predicts. */
@Claim(id = "other", statement = "Something is so.", source = "Somebody 2020")
class Other {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    evidence.effectPerHead(model.trace(row.text()), head -> 0.5);
  }
}
