package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** One row is too long. */
@Claim(id = "universal", statement = "Something is so.", source = "Somebody 2020")
class Universal {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.EVERY_ROW_HOLDS,
      low = 0,
      high = 30,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    evidence.within(row.text().length());
  }
}
