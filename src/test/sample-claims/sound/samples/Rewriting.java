package samples;

import dev.assay.fixture.TextRow;
import dev.assay.junit.ClaimTest;
import dev.assay.junit.Finding;
import dev.assay.junit.MeanAtLeast;
import dev.assay.junit.Rows;
import dev.assay.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody edits its fixture while it is judged. */
@Finding(id = "rewriting", statement = "Something is so.", source = "Somebody 2020")
class Rewriting {
  @ClaimTest
  @Rows("changing.csv")
  @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
  double measure(TextRow row, Model model) throws IOException {
    Files.writeString(Path.of("fixtures", "changing.csv"), "id,text\nnew,The cat sat.\n");
    return 1 + row.text().length() / 100.0;
  }
}
