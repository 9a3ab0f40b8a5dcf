package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.encoder.PyTorchModel;
import dev.assay.model.ClassScores;
import dev.assay.model.MissingHead;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small random checkpoint of every architecture and head, against Hugging Face's tensors. */
class ArchitectureParityTest {
  /** These models' residual streams grow to 4, four times those of the real ones. */
  private static final double TOLERANCE = 2e-5;

  private static final String PAIR = "bert-two-segments";

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void is_traced_as_the_reference_has_it_alone_and_padded(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace alone = model.trace(TinyModels.TEXT, Reference.SITES);
      requireParity(name, alone);
      List<Trace> batch =
          model.traces(
              Text.each(TinyModels.SHORTER, TinyModels.LONGER, TinyModels.TEXT), Reference.SITES);
      requireParity(name, batch.get(2));
    }
  }

  @Test
  void a_pair_of_texts_is_traced_as_the_reference_has_it() throws IOException {
    int[] segments = TinyModels.reference(PAIR).integers("token_type_ids");
    assertThat(segments).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1);
    try (PyTorchModel model = pair(PAIR, segments)) {
      List<Trace> batch =
          model.traces(List.of(Text.of(TinyModels.LONGER), TinyModels.PAIR), Reference.SITES);
      requireParity(PAIR, batch.get(1));
      requireLogits(PAIR, logits(model.classify(TinyModels.PAIR)));
    }
    try (PyTorchModel mutant = pair(PAIR, new int[11])) {
      Trace trace = mutant.trace(TinyModels.PAIR, Reference.SITES);
      assertThat(TinyModels.reference(PAIR).distances(trace).values())
          .as("segments left out")
          .allMatch(distance -> distance > 10 * TOLERANCE);
    }
  }

  @Test
  void a_family_with_one_token_type_gives_it_to_both_segments() throws IOException {
    try (PyTorchModel model = pair("roberta-mlm", new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1})) {
      requireParity("roberta-mlm", model.trace(TinyModels.PAIR, Reference.SITES));
    }
  }

  private static PyTorchModel pair(String name, int... segments) throws IOException {
    return TinyModels.load(
        name, TinyModels.config(name), TinyModels.source(name), Map.of("first\nsecond", segments));
  }

  private static void requireParity(String name, Trace trace) {
    TinyModels.reference(name)
        .distances(trace)
        .forEach(
            (tensor, distance) ->
                assertThat(distance).as("%s of %s", tensor, name).isLessThanOrEqualTo(TOLERANCE));
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#maskedLms")
  void scores_words_as_the_reference_does(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace trace = model.trace(TinyModels.TEXT, Site.RESID);
      int[] everywhere = IntStream.range(0, trace.tokens().size()).toArray();
      requireLogits(name, model.heads().wordScores(trace, trace.layerCount(), everywhere));
      assertThatThrownBy(() -> model.classify(TinyModels.TEXT))
          .isInstanceOf(MissingHead.class)
          .hasMessageContaining(name + " has no classification head");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#classifiers")
  void scores_classes_as_the_reference_does(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      requireLogits(name, logits(model.classify(TinyModels.TEXT)));
      assertThatThrownBy(() -> model.fillMask(TinyModels.TEXT))
          .isInstanceOf(MissingHead.class)
          .hasMessageContaining(name + " has no masked-language-model head");
    }
  }

  private static Tensor logits(ClassScores scores) {
    float[] logits = new float[scores.logits().size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = scores.logits().get(i).floatValue();
    }
    return Tensor.of(logits, logits.length);
  }

  private static void requireLogits(String name, Tensor logits) {
    assertThat(TinyModels.reference(name).distance("logits", logits))
        .as("logits of %s", name)
        .isLessThanOrEqualTo(TOLERANCE);
  }
}
