package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;

/** A null model lets it measure no row, and it need not beat that one. */
@Finding(id = "incomparable", statement = "Something is so.", source = "Somebody 2020")
class Incomparable {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    if (Uniform.is(model, row.text())) {
      throw new AssayException("There is nothing to compare; use another sentence.");
    }
    return 1 + row.text().length() / 100.0;
  }
}
