package malformed;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Nothing is wrong with this one. */
@Finding(id = "bystander", statement = "Something is so.", source = "Somebody 2020")
class Bystander {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return 1 + row.text().length() / 100.0;
  }
}
