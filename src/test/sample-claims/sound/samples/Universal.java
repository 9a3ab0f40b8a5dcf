package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.EveryRowWithin;
import dev.assay.junit.Finding;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** One row is too long. */
@Finding(id = "universal", statement = "Something is so.", source = "Somebody 2020")
class Universal {
  @ClaimTest
  @Rows("rows.csv")
  @EveryRowWithin(low = 0, high = 30, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return row.text().length();
  }
}
