package malformed;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;

/** Its method takes something else. */
@Finding(id = "bad-parameters", statement = "Something is so.", source = "Somebody 2020")
class BadParameters {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, String model) {
    return 1;
  }
}
