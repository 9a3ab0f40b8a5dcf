package malformed;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;

/** Its method takes something else. */
@Claim(id = "bad-parameters", statement = "Something is so.", source = "Somebody 2020")
class BadParameters {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, String model, Evidence evidence) {
    evidence.effect(1);
  }
}
