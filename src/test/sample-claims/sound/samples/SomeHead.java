package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.HeadEffects;
import dev.assay.junit.Rows;
import dev.assay.junit.SomeHeadAtLeast;
import dev.assay.model.Model;

/** There is a head: the one that the property sample.head names. */
@Finding(id = "some-head", statement = "Something is so.", source = "Somebody 2020")
class SomeHead {
  @ClaimTest
  @Rows("rows.csv")
  @SomeHeadAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  HeadEffects measure(TextRow row, Model model) {
    String best = System.getProperty("sample.head");
    return HeadEffects.of(
        model.trace(row.text()),
        head -> (head.label().equals(best) ? 1 : 0) + row.text().length() / 1000.0);
  }
}
