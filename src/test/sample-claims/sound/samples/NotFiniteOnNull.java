package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Reports what is no number, but only on a null model. */
@Finding(id = "not-finite-on-null", statement = "Something is so.", source = "Somebody 2020")
class NotFiniteOnNull {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return Uniform.is(model, row.text()) ? Double.NaN : 1 + row.text().length() / 100.0;
  }
}
