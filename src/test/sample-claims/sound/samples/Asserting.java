package samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** An assertion in its body fails. */
@Finding(id = "asserting", statement = "Something is so.", source = "Somebody 2020")
class Asserting {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    assertThat(row.text()).as("the sentence").hasSizeLessThan(40);
    return 1 + row.text().length() / 100.0;
  }
}
