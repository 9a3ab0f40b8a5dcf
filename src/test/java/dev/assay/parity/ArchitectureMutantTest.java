package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.checkpoint.PositionEncoding.Rotary;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.encoder.Hook;
import dev.assay.encoder.HookPoint;
import dev.assay.encoder.Mutants;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sets an architecture apart is worth checking if parity notices that it is left out. */
class ArchitectureMutantTest {
  /** Ten times what parity allows; weights are as small here as before training. */
  private static final double CLEARLY_OFF = 2e-4;

  private static final String BIAS = "mpnet.encoder.relative_attention_bias.weight";

  @ParameterizedTest
  @ValueSource(strings = {"roberta-mlm", "roberta-classifier", "xlm-roberta-mlm"})
  void positions_that_start_at_zero_fail_parity(String name) throws IOException {
    EncoderConfig config = TinyModels.config(name);
    PositionEncoding fromZero = PositionEncoding.Learned.FROM_ZERO;
    requireMutant(name, load(name, Configs.withPositions(config, 42, fromZero)));
  }

  @Test
  void mpnets_positions_that_start_at_zero_fail_parity() throws IOException {
    EncoderConfig config = TinyModels.config("mpnet-mlm");
    PositionEncoding fromZero = new PositionEncoding.Bucketed(PositionEncoding.Learned.FROM_ZERO);
    requireMutant("mpnet-mlm", load("mpnet-mlm", Configs.withPositions(config, 42, fromZero)));
  }

  @Test
  void embeddings_that_are_not_projected_fail_parity() throws IOException {
    requireMutant(
        "electra-mlm", load("electra-mlm", "electra.embeddings_project.weight", identity(16)));
  }

  @Test
  void a_missing_bias_by_distance_fails_parity() throws IOException {
    requireMutant("mpnet-mlm", load("mpnet-mlm", BIAS, bias -> new float[bias.length]));
  }

  @Test
  void a_bias_that_takes_before_for_behind_fails_parity() throws IOException {
    requireMutant(
        "mpnet-mlm",
        load(
            "mpnet-mlm",
            BIAS,
            bias -> {
              float[] swapped = new float[bias.length];
              for (int i = 0; i < bias.length; i++) {
                swapped[i] = bias[(i + bias.length / 2) % bias.length];
              }
              return swapped;
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpnet-mlm", "modernbert-mlm"})
  void tokens_without_places_fail_parity(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireMutant(name, Mutants.withoutPlaces(real));
    }
  }

  @Test
  void global_layers_that_rotate_as_local_ones_fail_parity() throws IOException {
    requireModernBert(layer -> new Rotary.Layer(10_000, layer.reach()));
  }

  @Test
  void local_layers_that_rotate_as_global_ones_fail_parity() throws IOException {
    requireModernBert(layer -> new Rotary.Layer(160_000, layer.reach()));
  }

  @Test
  void local_attention_that_is_global_fails_parity() throws IOException {
    requireModernBert(layer -> new Rotary.Layer(layer.base(), NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void a_window_that_is_one_too_narrow_or_too_wide_fails_parity(int reach) throws IOException {
    requireModernBert(
        layer ->
            layer.reach().isPresent()
                ? new Rotary.Layer(layer.base(), OptionalInt.of(reach))
                : layer);
  }

  @ParameterizedTest
  @MethodSource("dev.assay.parity.TinyModels#all")
  void norms_on_the_wrong_side_fail_parity(String name) throws IOException {
    try (PyTorchModel real = TinyModels.load(name)) {
      requireMutant(name, Mutants.withNormsMisplaced(real));
    }
  }

  @Test
  void a_missing_last_norm_fails_parity() throws IOException {
    try (PyTorchModel real = TinyModels.load("modernbert-mlm")) {
      requireMutant("modernbert-mlm", Mutants.withoutFinalNorm(real), "hidden");
    }
  }

  private static final OptionalInt NONE = OptionalInt.empty();

  private static void requireModernBert(UnaryOperator<Rotary.Layer> change) throws IOException {
    EncoderConfig config = TinyModels.config("modernbert-mlm");
    Rotary rotary = (Rotary) config.positionEncoding();
    Rotary changed = new Rotary(rotary.layers().stream().map(change).toList());
    assertThat(changed).isNotEqualTo(rotary);
    requireMutant(
        "modernbert-mlm",
        load("modernbert-mlm", Configs.withPositions(config, config.positions(), changed)),
        "attention"); // what all of these change themselves, and not by way of a lower layer
  }

  private static PyTorchModel load(String name, EncoderConfig config) throws IOException {
    return TinyModels.load(name, config, TinyModels.source(name));
  }

  private static PyTorchModel load(String name, String tensor, UnaryOperator<float[]> change)
      throws IOException {
    Changed source = new Changed(TinyModels.source(name), Map.of(tensor, change));
    return TinyModels.load(name, TinyModels.config(name), source);
  }

  private static void requireMutant(String name, PyTorchModel mutant) {
    requireMutant(name, mutant, "attention", "value", "value_output", "hidden");
  }

  private static void requireMutant(String name, PyTorchModel mutant, String... tensors) {
    try (mutant) {
      Map<String, Double> distances =
          TinyModels.reference(name).distances(mutant.trace(TinyModels.TEXT, Reference.SITES));
      for (String tensor : tensors) {
        assertThat(distances.get(tensor)).as(tensor).isGreaterThan(CLEARLY_OFF);
      }
    }
  }

  @Test
  void scores_that_are_not_finite_are_refused() throws IOException {
    Hook overflow =
        (point, value, batch) ->
            point.equals(new HookPoint(Site.RESID, 3)) ? value.mul(0).add(3e38f) : value;
    try (PyTorchModel words = TinyModels.load("roberta-mlm");
        PyTorchModel classes = TinyModels.load("electra-classifier");
        PyTorchModel noWords = words.withHook(overflow);
        PyTorchModel noClasses = classes.withHook(overflow)) {
      Trace trace = noWords.trace(TinyModels.TEXT, Site.RESID);
      assertThatThrownBy(() -> noWords.heads().wordScores(trace, 3, 1))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith(
              "The head of roberta-mlm gives \"reference\" a score that is not");
      assertThatThrownBy(() -> noClasses.classify(TinyModels.TEXT))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("The head of electra-classifier gives \"reference\" a score");
    }
  }

  /** A projection that copies the embedding and fills up with zeros. */
  private static UnaryOperator<float[]> identity(int width) {
    return numbers -> {
      float[] identity = new float[numbers.length];
      for (int i = 0; i < width; i++) {
        identity[i * width + i] = 1;
      }
      return identity;
    };
  }

  /** A checkpoint in which tensors have other numbers. */
  private record Changed(TensorSource source, Map<String, UnaryOperator<float[]>> changes)
      implements TensorSource {

    @Override
    public Map<String, TensorInfo> tensors() {
      return source.tensors();
    }

    @Override
    public ByteBuffer float32(String name) {
      ByteBuffer original = source.float32(name);
      UnaryOperator<float[]> change = changes.get(name);
      if (change == null) {
        return original;
      }
      float[] numbers = new float[original.remaining() / Float.BYTES];
      original.asFloatBuffer().get(numbers);
      ByteBuffer changed =
          ByteBuffer.allocateDirect(original.remaining()).order(ByteOrder.LITTLE_ENDIAN);
      changed.asFloatBuffer().put(change.apply(numbers));
      return changed;
    }
  }
}
