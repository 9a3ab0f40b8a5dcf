package samples;

import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;
import dev.assay.trace.AssayException;

/** A null model lets it measure the shortest row only, and is not beaten there. */
@Finding(id = "beaten-on-its-row", statement = "Something is so.", source = "Somebody 2020")
class BeatenOnItsRow {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(
      value = 0.1,
      unit = "tokens",
      because = "Less would not matter.",
      mustBeat = {NullKind.UNIFORM_ATTENTION})
  double measure(TextRow row, Model model) {
    boolean uniform = Uniform.is(model, row.text());
    if (uniform && !row.id().equals("r5")) {
      throw new AssayException("There is nothing to compare; use another sentence.");
    }
    return uniform ? 1.175 : 1 + row.text().length() / 100.0;
  }
}
