package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** True of every row, whatever the model. */
@Finding(id = "supported", statement = "Something is so.", source = "Somebody 2020")
class Supported {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model, Evidence evidence) {
    evidence.measure("length", row.text().length(), "characters");
    return 1 + row.text().length() / 100.0;
  }
}
