package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** What the property sample.effect says. */
@Finding(id = "switched", statement = "Something is so.", source = "Somebody 2020")
class Switched {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return Double.parseDouble(System.getProperty("sample.effect")) + row.text().length() / 1000.0;
  }
}
