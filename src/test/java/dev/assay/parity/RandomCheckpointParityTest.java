package dev.assay.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.checkpoint.format.torch.TorchFile;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.encoder.GivenIds;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Text;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small random checkpoints, written by Hugging Face's own library in every format in which weights
 * are published, against the tensors that library computed from them.
 */
class RandomCheckpointParityTest {

  @ParameterizedTest
  @CsvSource({
    "random-bert, model.safetensors",
    "random-bert, pytorch_model.bin",
    "random-bert, pytorch_model.legacy.bin",
    "random-distilbert, model.safetensors",
    "random-distilbert, pytorch_model.bin",
    "random-distilbert, pytorch_model.legacy.bin",
  })
  void is_traced_as_the_reference_has_it(String name, String file) throws IOException {
    try (PyTorchModel model = model(name, file)) {
      for (String text : List.of("short", "long")) {
        Reference reference = Reference.of(name, text);
        Trace trace = model.trace(text, Reference.SITES);

        assertThat(trace.tokens().ids()).isEqualTo(reference.ids());
        reference.requireParity(trace);
        int[] everywhere = IntStream.range(0, trace.tokens().size()).toArray();
        Tensor logits = model.heads().wordScores(trace, trace.layerCount(), everywhere);
        assertThat(reference.distance("mlm_logits", logits))
            .as("masked-LM logits of %s", text)
            .isLessThanOrEqualTo(Reference.TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"random-bert", "random-distilbert"})
  void a_batch_of_both_texts_is_traced_as_the_reference_has_them(String name) throws IOException {
    try (PyTorchModel model = model(name, "model.safetensors")) {
      List<Trace> traces = model.traces(Text.each("long", "short"), Reference.SITES);

      Reference.of(name, "long").requireParity(traces.get(0));
      Reference.of(name, "short").requireParity(traces.get(1));
    }
  }

  private static PyTorchModel model(String name, String file) throws IOException {
    Path folder = Reference.FOLDER.resolve(name);
    EncoderConfig config = ConfigFile.read(folder.resolve("config.json"));
    TensorSource source =
        file.endsWith(".safetensors")
            ? SafetensorsFile.open(folder.resolve(file))
            : TorchFile.open(folder.resolve(file));
    GivenIds ids =
        new GivenIds(
            Map.of(
                "short", Reference.of(name, "short").ids(),
                "long", Reference.of(name, "long").ids()));
    return PyTorchModel.load(
        new Checkpoint(name, folder.toString(), config, ids, Parameters.read(config, source)));
  }
}
