package samples;

import dev.assay.fixture.CueRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;

/** Its fixture has a cue that does not occur. */
@Finding(id = "lost-cue", statement = "Something is so.", source = "Somebody 2020")
class LostCue {
  @ClaimTest
  @Rows("cues.csv")
  @MeanAtLeast(value = 0, unit = "tokens", because = "Less would not matter.")
  double measure(CueRow row, Model model) {
    return 1;
  }
}
