package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.MaskScores;
import dev.assay.model.Prediction;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in the profile bert-base, which brings the model's 408 MB. */
@Tag("bert-base")
class BertBaseParityTest {
  private static final String NAME = "bert-base-uncased";

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

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void attends_as_the_reference_has_it(String sentence) throws IOException {
    Reference reference = Reference.of(NAME, sentence);
    for (Trace trace : aloneAndAmongMany(Reference.text(sentence))) {
      assertThat(trace.tokens().ids()).isEqualTo(reference.ids());
      assertThat(reference.distance("attention", trace.tensor(Site.PATTERN)))
          .isLessThanOrEqualTo(Reference.TOLERANCE);
    }
  }

  @Test
  void computes_values_and_hidden_states_as_the_reference_has_them() throws IOException {
    Reference reference = Reference.of(NAME, "book-not-good");
    for (Trace trace : aloneAndAmongMany(Reference.text("book-not-good"))) {
      for (Map.Entry<Site, String> named :
          Map.of(
                  Site.V, "value",
                  Site.Z, "value_output",
                  Site.RESID, "hidden")
              .entrySet()) {
        assertThat(reference.distance(named.getValue(), trace.tensor(named.getKey())))
            .as(named.getValue())
            .isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }

  @Test
  void reads_two_segments_as_the_reference_does() throws IOException {
    Reference reference = Reference.of("interventions", "bert-base-two-segments");
    Text pair = Text.of("The movie was long.", "It was not good at all.");
    Trace trace = model.trace(pair, Site.PATTERN, Site.RESID);

    assertThat(trace.tokens().ids()).isEqualTo(reference.ids());
    assertThat(trace.tokens().list().stream().mapToInt(Token::segment).toArray())
        .containsExactly(reference.integers("token_type_ids"));
    assertThat(reference.distance("attention", trace.tensor(Site.PATTERN)))
        .isLessThanOrEqualTo(Reference.TOLERANCE);
    Tensor last = trace.tensor(Site.RESID).at(trace.layerCount());
    assertThat(reference.distance("hidden_last", last)).isLessThanOrEqualTo(TOLERANCE);
  }

  /** Many tokens are multiplied with the weights in another way than a few. */
  private static List<Trace> aloneAndAmongMany(String text) {
    List<Trace> traces = new ArrayList<>(List.of(model.trace(text, Reference.SITES)));
    traces.addAll(model.traces(Collections.nCopies(60, Text.of(text)), Reference.SITES));
    return traces;
  }

  @Test
  void fills_masks_as_the_reference_does() throws IOException {
    JsonNode expected =
        new JsonMapper()
            .readTree(Reference.FOLDER.resolve(NAME).resolve("fill-mask.json").toFile());
    assertThat(expected.size()).isPositive();

    for (Map.Entry<String, JsonNode> sentence : expected.properties()) {
      List<Prediction> best = model.fillMask(sentence.getKey()).top(sentence.getValue().size());
      assertThat(best.stream().map(Prediction::token))
          .as(sentence.getKey())
          .isEqualTo(sentence.getValue().properties().stream().map(Map.Entry::getKey).toList());
      int next = 0;
      for (JsonNode probability : sentence.getValue()) {
        assertThat(best.get(next++).probability())
            .isCloseTo(probability.asDouble(), Offset.offset(TOLERANCE));
      }
    }
  }

  /** The whole head on the hidden states of every layer, the embeddings' output included. */
  @Test
  void looks_through_the_lens_as_the_reference_does() throws IOException {
    Reference reference = Reference.of("interventions", "bert-base-lens");
    String text = "A robin is not a [MASK].";
    int layers = model.config().layers();
    float[] bird = new float[layers + 1];
    float[] top = new float[(layers + 1) * 5];
    for (int layer = 0; layer <= layers; layer++) {
      MaskScores scores = model.lens(text, layer);
      bird[layer] = (float) scores.logProbability("bird");
      List<Prediction> best = scores.top(5);
      for (int i = 0; i < 5; i++) {
        top[layer * 5 + i] = (float) best.get(i).logProbability();
      }
    }
    assertThat(reference.distance("log_probability_bird", Tensor.of(bird, layers + 1)))
        .isLessThanOrEqualTo(TOLERANCE);
    assertThat(reference.distance("log_probability_top", Tensor.of(top, layers + 1, 5)))
        .isLessThanOrEqualTo(TOLERANCE);
  }
}
