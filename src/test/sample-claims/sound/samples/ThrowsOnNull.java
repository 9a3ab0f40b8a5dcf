package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;
import java.util.Optional;

/** Its body has a mistake that only a null model brings out. */
@Finding(id = "throws-on-null", statement = "Something is so.", source = "Somebody 2020")
class ThrowsOnNull {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    if (Uniform.is(model, row.text())) {
      Optional.empty().orElseThrow();
    }
    return 1 + row.text().length() / 100.0;
  }
}
