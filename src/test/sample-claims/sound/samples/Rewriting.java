package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody edits its fixture while it is judged. */
@Claim(id = "rewriting", statement = "Something is so.", source = "Somebody 2020")
class Rewriting {
  @ClaimTest(
      fixture = "changing.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) throws IOException {
    Files.writeString(Path.of("fixtures", "changing.csv"), "id,text\nnew,The cat sat.\n");
    evidence.effect(1 + row.text().length() / 100.0);
  }
}
