package samples;

import dev.assay.claim.Prediction;
import dev.assay.fixture.CueRow;
import dev.assay.junit.Claim;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Evidence;
import dev.assay.model.Model;

/** Its fixture has a cue that does not occur. */
@Claim(id = "lost-cue", statement = "Something is so.", source = "Somebody 2020")
class LostCue {
  @ClaimTest(
      fixture = "cues.csv",
      predicts = Prediction.MEAN_AT_LEAST,
      unit = "tokens",
      because = "Less would not matter.")
  void measure(CueRow row, Model model, Evidence evidence) {
    evidence.effect(1);
  }
}
