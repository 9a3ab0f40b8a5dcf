package malformed;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.HeadEffects;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Returns something else than is expected. */
@Finding(id = "other", statement = "Something is so.", source = "Somebody 2020")
class Other {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  HeadEffects measure(TextRow row, Model model) {
    return HeadEffects.of(model.trace(row.text()), head -> 0.5);
  }
}
