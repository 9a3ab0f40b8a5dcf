package samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** An assertion in its body fails. */
@Claim(id = "asserting", statement = "Something is so.", source = "Somebody 2020")
class Asserting {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    assertThat(row.text()).as("the sentence").hasSizeLessThan(40);
    evidence.effect(1 + row.text().length() / 100.0);
  }
}
