package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** There is a head: the one that the property sample.head names. */
@Claim(id = "some-head", statement = "Something is so.", source = "Somebody 2020")
class SomeHead {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.HEAD_EXISTS,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    String best = System.getProperty("sample.head");
    evidence.effectPerHead(
        model.trace(row.text()),
        head -> (head.label().equals(best) ? 1 : 0) + row.text().length() / 1000.0);
  }
}
