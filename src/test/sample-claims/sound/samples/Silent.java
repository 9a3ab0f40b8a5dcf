package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.HeadEffects;
import dev.assay.junit.Rows;
import dev.assay.junit.SomeHeadAtLeast;
import dev.assay.model.Model;

/** Returns nothing. */
@Finding(id = "silent", statement = "Something is so.", source = "Somebody 2020")
class Silent {
  @ClaimTest
  @Rows("rows.csv")
  @SomeHeadAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  HeadEffects measure(TextRow row, Model model) {
    return null;
  }
}
