package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Prediction;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs in the profile bert-base, which brings the model's 404 MB. */
@Tag("bert-base")
class BertBaseCasedParityTest {
  private static final String NAME = "bert-base-cased";

  /** Hidden states of this model reach 15, so that float32 leaves them less precise. */
  private static final double TOLERANCE = 1e-4;

  @SuppressWarnings("NullAway.Init")
  private static PyTorchModel model;

  @BeforeAll
  static void load() {
    model = PyTorchModel.load(Catalog.open(NAME));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void keeps_case_and_traces_as_the_reference_has_it() throws IOException {
    Reference reference = Reference.of(NAME, "book-not-good");
    Trace trace = model.trace("The book by Anna was not good", Reference.SITES);

    assertThat(trace.tokens().pieces()).contains("The", "Anna");
    assertThat(trace.tokens().ids()).isEqualTo(reference.ids());
    assertThat(reference.distance("attention", trace.tensor(Site.PATTERN)))
        .isLessThanOrEqualTo(Reference.TOLERANCE);
    assertThat(reference.distance("hidden_last", trace.tensor(Site.RESID).at(trace.layerCount())))
        .isLessThanOrEqualTo(TOLERANCE);
  }

  @Test
  void fills_masks_as_the_reference_does() throws IOException {
    JsonNode expected =
        new JsonMapper()
            .readTree(Reference.FOLDER.resolve(NAME).resolve("fill-mask.json").toFile());
    List<Prediction> best =
        model.fillMask(expected.required("text").asText()).top(expected.required("top").size());

    for (int i = 0; i < best.size(); i++) {
      JsonNode next = expected.required("top").get(i);
      assertThat(best.get(i).token()).isEqualTo(next.get(0).asText());
      assertThat(best.get(i).probability())
          .isCloseTo(next.get(1).asDouble(), Offset.offset(TOLERANCE));
    }
    assertThat(best).hasSize(5);
  }
}
