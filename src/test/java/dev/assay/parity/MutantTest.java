package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.encoder.BorrowedTokenizer;
import dev.assay.encoder.Hook;
import dev.assay.encoder.PyTorchModel;
import dev.assay.encoder.SharedMiniLm;
import dev.assay.trace.Site;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are easily made in an encoder: parity is worth something if it catches them. */
class MutantTest {
  private static final String MODEL = "all-MiniLM-L6-v2";

  /** A hundred times what parity allows: a mutant is not to be caught by a hair's breadth. */
  private static final double CLEARLY_OFF = 100 * Reference.TOLERANCE;

  private final PyTorchModel model = SharedMiniLm.get();

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void a_hook_that_changes_nothing_keeps_parity(String name) throws IOException {
    Hook identity = onScores((scores, batch) -> scores.add(0));
    try (PyTorchModel same = model.withHook(identity)) {
      Reference.of(MODEL, name).requireParity(same.trace(Reference.text(name), Reference.SITES));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void a_causal_mask_fails_parity(String name) throws IOException {
    Hook causal = onScores((scores, length) -> scores.add(causalMask(scores, length)));
    try (PyTorchModel mutant = model.withHook(causal)) {
      requireDistance(mutant, name, "attention", "value_output", "hidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void a_missing_scale_of_one_by_root_d_fails_parity(String name) throws IOException {
    float root = (float) Math.sqrt(model.config().headWidth());
    try (PyTorchModel mutant = model.withHook(onScores((scores, length) -> scores.mul(root)))) {
      requireDistance(mutant, name, "attention", "value_output", "hidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void swapped_layers_fail_parity(String name) throws IOException {
    try (PyTorchModel mutant = with(model.config(), new Swapped(weights(), 0, 5))) {
      requireDistance(mutant, name, "attention", "value", "value_output", "hidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void swapped_neighbours_in_the_middle_fail_parity(String name) throws IOException {
    try (PyTorchModel mutant = with(model.config(), new Swapped(weights(), 2, 3))) {
      requireDistance(mutant, name, "attention", "value", "value_output", "hidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"book-not-good", "cat-chair", "nt-contraction"})
  void an_approximated_gelu_fails_parity(String name) throws IOException {
    EncoderConfig approximated = Configs.withActivation(model.config(), Activation.GELU_NEW);
    try (PyTorchModel mutant = with(approximated, weights())) {
      assertThat(distances(mutant, name).get("hidden")).isGreaterThan(Reference.TOLERANCE);
    }
  }

  private Weights weights() {
    return model.checkpoint().weights();
  }

  private PyTorchModel with(EncoderConfig config, TensorSource source) {
    return PyTorchModel.load(
        new Checkpoint(
            "mutant",
            "test",
            config,
            new BorrowedTokenizer(model.checkpoint().tokenizer()),
            Parameters.read(config, source)));
  }

  private static Map<String, Double> distances(PyTorchModel mutant, String name)
      throws IOException {
    return Reference.of(MODEL, name).distances(mutant.trace(Reference.text(name), Reference.SITES));
  }

  private static void requireDistance(PyTorchModel mutant, String name, String... tensors)
      throws IOException {
    Map<String, Double> distances = distances(mutant, name);
    for (String tensor : tensors) {
      assertThat(distances.get(tensor)).as(tensor).isGreaterThan(CLEARLY_OFF);
    }
  }

  @FunctionalInterface
  private interface OnScores {
    NDArray apply(NDArray scores, int length);
  }

  private static Hook onScores(OnScores change) {
    return (point, value, batch) ->
        point.site() == Site.ATTN_SCORES
            ? change.apply(value, (int) value.getShape().get(3))
            : value;
  }

  private static NDArray causalMask(NDArray scores, int length) {
    float[][] mask = new float[length][length];
    for (int query = 0; query < length; query++) {
      for (int key = query + 1; key < length; key++) {
        mask[query][key] = Float.NEGATIVE_INFINITY;
      }
    }
    return scores.getManager().create(mask);
  }

  /** A checkpoint in which two layers have changed places. */
  private record Swapped(TensorSource source, int first, int second) implements TensorSource {

    @Override
    public Map<String, TensorInfo> tensors() {
      Map<String, TensorInfo> tensors = new LinkedHashMap<>();
      source.tensors().forEach((name, info) -> tensors.put(swapped(name), info));
      return tensors;
    }

    @Override
    public ByteBuffer float32(String name) {
      return source.float32(swapped(name));
    }

    private String swapped(String name) {
      String one = "encoder.layer." + first + ".";
      String other = "encoder.layer." + second + ".";
      if (name.startsWith(one)) {
        return other + name.substring(one.length());
      }
      return name.startsWith(other) ? one + name.substring(other.length()) : name;
    }
  }
}
