package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import java.util.Optional;

/** Its body has a mistake that only a null model brings out. */
@Claim(id = "throws-on-null", statement = "Something is so.", source = "Somebody 2020")
class ThrowsOnNull {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    if (Uniform.is(model, row.text())) {
      Optional.empty().orElseThrow();
    }
    evidence.effect(1 + row.text().length() / 100.0);
  }
}
