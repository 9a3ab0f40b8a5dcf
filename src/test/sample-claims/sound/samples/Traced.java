package samples;

import dev.assay.claim.NullKind;
import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.measure.AttentionMeasures;
import dev.assay.model.Model;

/** Needs a model. */
@Finding(id = "traced", statement = "Something is so.", source = "Somebody 2020")
class Traced {
  @ClaimTest
  @Rows("rows.csv")
  @MeanAtLeast(
      value = 0.1,
      unit = "tokens",
      because = "Less would not matter.",
      mustBeat = {NullKind.UNIFORM_ATTENTION})
  double measure(TextRow row, Model model) {
    return (AttentionMeasures.distance(AttentionMeasures.uniform(model.tokenize(row.text())))
        - AttentionMeasures.distance(model.trace(row.text()).layer(0).meanOverHeads()));
  }
}
