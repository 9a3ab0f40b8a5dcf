package samples;

import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;

/** A null model that it must beat lets it measure no row. */
@Finding(id = "unbeatable", statement = "Something is so.", source = "Somebody 2020")
class Unbeatable {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(
      value = 0.1,
      unit = "tokens",
      because = "Less would not matter.",
      mustBeat = {NullKind.UNIFORM_ATTENTION})
  double measure(TextRow row, Model model) {
    if (Uniform.is(model, row.text())) {
      throw new AssayException("There is nothing to compare; use another sentence.");
    }
    return 1 + row.text().length() / 100.0;
  }
}
