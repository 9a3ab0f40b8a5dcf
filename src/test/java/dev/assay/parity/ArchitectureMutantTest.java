package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.checkpoint.TensorSource;
import dev.assay.encoder.PyTorchModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sets an architecture apart is worth checking if parity notices that it is left out. */
class ArchitectureMutantTest {
  /** A hundred times what parity allows. */
  private static final double CLEARLY_OFF = 2e-3;

  @ParameterizedTest
  @ValueSource(strings = {"roberta-mlm", "roberta-classifier", "xlm-roberta-mlm"})
  void positions_that_start_at_zero_fail_parity(String name) throws IOException {
    EncoderConfig config = TinyModels.config(name);
    EncoderConfig mutant =
        Configs.withPositions(config, config.positions() + 2, PositionEncoding.Learned.FROM_ZERO);
    requireMutant(name, TinyModels.load(name, mutant, TinyModels.source(name)));
  }

  @Test
  void embeddings_that_are_not_projected_fail_parity() throws IOException {
    String name = "electra-mlm";
    TensorSource cut =
        new Changed(TinyModels.source(name), Map.of("electra.embeddings_project.weight", cut(16)));
    requireMutant(name, TinyModels.load(name, TinyModels.config(name), cut));
  }

  private static void requireMutant(String name, PyTorchModel mutant) {
    try (mutant) {
      Map<String, Double> distances =
          TinyModels.reference(name).distances(mutant.trace(TinyModels.TEXT, Reference.SITES));
      for (String tensor : distances.keySet()) {
        assertThat(distances.get(tensor)).as(tensor).isGreaterThan(CLEARLY_OFF);
      }
    }
  }

  /** A projection that copies the embedding and fills up with zeros. */
  private static UnaryOperator<float[]> cut(int width) {
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
