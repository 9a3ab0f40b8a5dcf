package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.HeadMeasure;
import dev.assay.model.ClassScores;
import dev.assay.model.Text;
import dev.assay.parity.TinyModels;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hooks, null models and measures on one small random checkpoint of every architecture. */
class EveryArchitectureTest {
  private static final Set<Site> EVERY_SITE = EnumSet.allOf(Site.class);
  private static final List<String> BATCH =
      List.of(TinyModels.LONGER, TinyModels.TEXT, TinyModels.SHORTER);

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void every_site_can_be_replaced_and_what_follows_moves(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace real = model.trace(TinyModels.TEXT, EVERY_SITE);
      for (Site site : EVERY_SITE) {
        HookPoint here = new HookPoint(site, 1);
        List<Long> rows = new ArrayList<>();
        Hook half =
            (point, value, batch) -> {
              if (!point.equals(here)) {
                return value;
              }
              rows.add(value.getShape().get(0));
              return value.mul(0.5f);
            };
        try (PyTorchModel changed = model.withHook(half)) {
          Trace trace = changed.trace(TinyModels.TEXT, EVERY_SITE);
          float[] expected = real.tensor(site).at(1).toArray();
          for (int i = 0; i < expected.length; i++) {
            expected[i] /= 2;
          }
          assertThat(rows).as(here.name()).containsExactly(1L);
          assertThat(trace.tensor(site).at(1).toArray()).as(here.name()).isEqualTo(expected);
          assertThat(distance(trace, real, Site.RESID, 3)).as(here.name()).isGreaterThan(1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void every_measure_has_a_value_on_every_head(String name) throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace trace = model.trace(TinyModels.TEXT, EVERY_SITE);
      for (Layer layer : trace.layers()) {
        for (Head head : layer.heads()) {
          for (HeadMeasure measure : HeadMeasure.values()) {
            for (Variant variant : measure.variants()) {
              assertThat(measure.of(head, variant)).as(measure.label()).isFinite();
            }
          }
        }
      }
    }
  }

  /** attn_out less the heads' own part is the output projection's bias, whichever the token. */
  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void value_outputs_through_the_output_projection_are_what_attention_adds(String name)
      throws IOException {
    try (PyTorchModel model = TinyModels.load(name)) {
      Trace trace = model.trace(TinyModels.TEXT, EVERY_SITE);
      for (int layer = 0; layer < trace.layerCount(); layer++) {
        Tensor projection = model.outputProjection(layer);
        for (int out = 0; out < model.config().hidden(); out++) {
          double first = rest(trace, projection, layer, 0, out);
          for (int token = 1; token < trace.tokens().size(); token++) {
            assertThat(rest(trace, projection, layer, token, out)).isCloseTo(first, within(1e-5));
          }
        }
      }
    }
  }

  private static double rest(Trace trace, Tensor projection, int layer, int token, int out) {
    Tensor z = trace.tensor(Site.Z).at(layer); // [H,T,d]
    double rest = trace.tensor(Site.ATTN_OUT).get(layer, token, out);
    int width = z.dimension(2);
    for (int head = 0; head < trace.headCount(); head++) {
      for (int i = 0; i < width; i++) {
        rest -= (double) z.get(head, token, i) * projection.get(out, head * width + i);
      }
    }
    return rest;
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void random_weights_are_others_and_the_same_for_the_same_seed(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireNull(real, seed -> RandomWeights.like(real).draw(seed));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void permuted_positions_are_others_and_the_same_for_the_same_seed(String name)
      throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireNull(real, seed -> NullModels.permutedPositions(real, seed));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void shuffled_tokens_are_others_and_the_same_for_the_same_seed(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireNull(real, seed -> NullModels.shuffledTokens(real, seed));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void uniform_attention_is_one_in_t_in_every_layer(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name);
        PyTorchModel uniform = NullModels.uniformAttention(real)) {
      for (Trace trace : uniform.traces(Text.each(BATCH), EVERY_SITE)) {
        for (float weight : trace.tensor(Site.PATTERN).toArray()) {
          assertThat(weight).isCloseTo(1f / trace.tokens().size(), within(1e-6f));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#maskedLms")
  void random_weights_have_another_masked_lm_head(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireOtherScores(
          real,
          model -> {
            Trace trace = model.trace(TinyModels.TEXT, Site.RESID);
            return model.heads().wordScores(trace, trace.layerCount(), 4);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#classifiers")
  void random_weights_have_another_classification_head(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireOtherScores(
          real,
          model -> {
            double[] logits = logits(model.classify(TinyModels.TEXT));
            float[] scores = new float[logits.length];
            for (int i = 0; i < scores.length; i++) {
              scores[i] = (float) logits[i];
            }
            return Tensor.of(scores, scores.length);
          });
    }
  }

  private static double[] logits(ClassScores scores) {
    return scores.logits().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void requireOtherScores(PyTorchModel real, Function<PyTorchModel, Tensor> scores) {
    try (PyTorchModel one = RandomWeights.like(real).draw(1);
        PyTorchModel same = RandomWeights.like(real).draw(1);
        PyTorchModel other = RandomWeights.like(real).draw(2)) {
      assertThat(BatchTest.distance(scores.apply(one), scores.apply(real))).isGreaterThan(1e-2);
      assertThat(BatchTest.distance(scores.apply(one), scores.apply(other))).isGreaterThan(1e-2);
      assertThat(scores.apply(same).toArray()).isEqualTo(scores.apply(one).toArray());
    }
  }

  /** Another than the real model, repeatable, and alike alone and in a padded batch. */
  private static void requireNull(PyTorchModel real, Function<Integer, PyTorchModel> draw) {
    try (PyTorchModel one = draw.apply(1);
        PyTorchModel same = draw.apply(1);
        PyTorchModel other = draw.apply(2)) {
      Trace trace = one.trace(TinyModels.TEXT, EVERY_SITE);
      assertThat(distance(trace, real.trace(TinyModels.TEXT, EVERY_SITE), Site.PATTERN, 1))
          .isGreaterThan(1e-3);
      assertThat(distance(trace, other.trace(TinyModels.TEXT, EVERY_SITE), Site.PATTERN, 1))
          .isGreaterThan(1e-3);
      assertThat(same.trace(TinyModels.TEXT, EVERY_SITE).tensor(Site.RESID).toArray())
          .isEqualTo(trace.tensor(Site.RESID).toArray());
      Trace padded = one.traces(Text.each(BATCH), EVERY_SITE).get(1);
      for (Site site : EVERY_SITE) {
        assertThat(BatchTest.distance(padded.tensor(site), trace.tensor(site)))
            .as(site.tensorName())
            .isLessThan(2e-5);
      }
    }
  }

  private static double distance(Trace a, Trace b, Site site, int layer) {
    return BatchTest.distance(a.tensor(site).at(layer), b.tensor(site).at(layer));
  }
}
