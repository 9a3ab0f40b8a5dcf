package samples;

import dev.assay.claim.NullKind;
import dev.assay.claim.Prediction;
import dev.assay.fixture.TextRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.measure.AttentionMeasures;
import dev.assay.model.Model;

/** Needs a model. */
@Claim(id = "traced", statement = "Something is so.", source = "Somebody 2020")
class Traced {
  @ClaimTest(
      fixture = "rows.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      minimumEffect = 0.1,
      mustBeat = {NullKind.UNIFORM_ATTENTION},
      unit = "tokens",
      because = "Less would not matter.")
  void measure(TextRow row, Model model, Evidence evidence) {
    evidence.effect(
        AttentionMeasures.distance(AttentionMeasures.uniform(model.tokenize(row.text())))
            - AttentionMeasures.distance(model.trace(row.text()).layer(0).meanOverHeads()));
  }
}
