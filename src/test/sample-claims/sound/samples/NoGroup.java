package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Its fixture has no such group. */
@Finding(id = "no-group", statement = "Something is so.", source = "Somebody 2020")
class NoGroup {
  @ClaimTest(group = "tense")
  @Rows("rows.csv")
  @MeanAtLeast(value = 0, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return 1;
  }
}
