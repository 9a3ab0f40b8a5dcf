package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Says in which thread its body runs. */
@Finding(id = "talking", statement = "Something is so.", source = "Somebody 2020")
class Talking {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    System.out.println("body in thread " + Thread.currentThread().getName() + ".");
    return 1 + row.text().length() / 100.0;
  }
}
