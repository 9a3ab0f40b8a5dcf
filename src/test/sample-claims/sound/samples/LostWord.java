package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Asks for a word that is not there. */
@Finding(id = "lost-word", statement = "Something is so.", source = "Somebody 2020")
class LostWord {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) {
    return model.tokenize(row.text()).word("unicorn").positions().size();
  }
}
