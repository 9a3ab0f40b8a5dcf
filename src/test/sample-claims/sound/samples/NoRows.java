package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Its fixture has no rows. */
@Finding(id = "no-rows", statement = "Something is so.", source = "Somebody 2020")
class NoRows {
  @ClaimTest
  @Rows("empty.csv")
  @MeanAtLeast(value = 0, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return 1;
  }
}
