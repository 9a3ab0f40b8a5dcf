package dev.assay.checkpoint.folder;

import static dev.assay.checkpoint.References.RANDOM_BERT;
import static dev.assay.checkpoint.References.RANDOM_BERT_SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void write() throws IOException {
    folder = TinyCheckpoint.write(temporary.resolve("tiny"));
  }

  @Test
  void reads_shards_of_pytorch_files() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Files.copy(RANDOM_BERT.resolve("pytorch_model.bin"), folder.resolve("pytorch_model-1.bin"));
    String map =
        References.safetensors(RANDOM_BERT).tensors().keySet().stream()
            .map("\"%s\":\"pytorch_model-1.bin\""::formatted)
            .collect(Collectors.joining(","));
    Files.writeString(
        folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{%s}}".formatted(map));

    assertThat(open().weights().sha256()).isEqualTo(RANDOM_BERT_SHA256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "onnx/model.onnx"})
  void reads_the_weights_of_an_onnx_export_by_name(String name) throws IOException {
    TensorSource weights = References.safetensors(RANDOM_BERT);
    OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    weights
        .tensors()
        .forEach(
            (tensor, info) ->
                graph.addInitializer(
                    OnnxMl.TensorProto.newBuilder()
                        .setName(tensor)
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .addAllDims(info.shape())
                        .setRawData(ByteString.copyFrom(weights.float32(tensor)))));
    Files.delete(folder.resolve("model.safetensors"));
    Path onnx = folder.resolve(name);
    Files.createDirectories(onnx.getParent());
    Files.write(onnx, OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray());

    assertThat(open().weights().sha256()).isEqualTo(RANDOM_BERT_SHA256);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0_Transformer", ""})
  void finds_the_encoder_of_sentence_transformers(String path) throws IOException {
    Path saved = Files.createDirectories(temporary.resolve("saved"));
    if (!path.isEmpty()) {
      // Before version 2, the folder above the encoder's had a config.json of its own.
      Files.writeString(saved.resolve("config.json"), "{\"__version__\": \"0.2.0\"}");
    }
    TinyCheckpoint.write(saved.resolve(path));
    Files.writeString(
        saved.resolve("modules.json"),
        """
        [{"idx": 0, "name": "0", "path": "%s", "type": "sentence_transformers.models.Transformer"},
         {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
        """
            .formatted(path));

    assertThat(CheckpointFolder.open("", "", saved).weights().sha256())
        .isEqualTo(RANDOM_BERT_SHA256);
  }

  @Test
  void does_not_follow_modules_out_of_their_folder() throws IOException {
    Files.writeString(
        folder.resolve("modules.json"),
        "[{\"path\": \"../x\", \"type\": \"sentence_transformers.models.Transformer\"}]");
    refuses("says that the encoder is in '../x', which is no folder beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.",
        "_orig_mod.",
        "model.",
        "0.auto_model.",
        "base_model.model.",
        "module._orig_mod.model."
      })
  void strips_what_a_library_put_before_all_names(String prefix) throws IOException {
    rename(name -> prefix + name);
    assertThat(open().weights().sha256()).isEqualTo(RANDOM_BERT_SHA256);
  }

  @Test
  void strips_nothing_that_only_some_names_have() throws IOException {
    rename(name -> name.startsWith("bert.encoder") ? "_orig_mod." + name : name);
    refuses("holds no tensor for");
  }

  @Test
  void refuses_an_adapter_with_the_way_to_a_model() throws IOException {
    Files.writeString(folder.resolve("adapter_config.json"), "{}");
    refuses("is an adapter (it holds adapter_config.json), which changes another model; load it");
    refuses("merge_and_unload() and save that with save_pretrained()");
  }

  @Test
  void refuses_weights_with_an_adapter_in_them() throws IOException {
    rename(name -> name.replace("self.query.weight", "self.query.lora_A.default.weight"));
    refuses("holds an adapter beside the weights it changes (bert.encoder.layer.0");
  }

  @Test
  void refuses_quantised_weights() throws IOException {
    rename(name -> name.replace("self.query.weight", "self.query.weight.absmax"));
    refuses("is quantised (it holds bert.encoder.layer.0.attention.self.query.weight.absmax)");
  }

  @ParameterizedTest
  @CsvSource({
    "tf_model.h5, Keras weights, from_tf=True",
    "model.keras, Keras weights, from_tf=True",
    "flax_model.msgpack, Flax weights, from_flax=True",
    "model.Q4_K.gguf, GGUF weights, gguf_file",
    "model_quantized.onnx, a quantised ONNX model, float32 model.onnx",
    "onnx/model_int8.onnx, a quantised ONNX model, float32 model.onnx"
  })
  void refuses_other_forms_with_the_way_to_plain_weights(String file, String what, String way)
      throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Files.createDirectories(folder.resolve("onnx"));
    Files.writeString(folder.resolve(file), "");
    refuses("holds %s (%s), a form that is not read; ".formatted(what, file));
    refuses(way);
  }

  @Test
  void says_which_weights_are_supported_where_there_are_none() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    refuses("holds no weights; supported are model.safetensors, model.safetensors.index.json, ");
  }

  private void rename(java.util.function.UnaryOperator<String> rename) throws IOException {
    TensorSource source = TensorsInMemory.renamed(References.safetensors(RANDOM_BERT), rename);
    Files.delete(folder.resolve("model.safetensors"));
    new SafetensorsWriter().all(source).write(folder.resolve("model.safetensors"));
  }

  private Checkpoint open() {
    return CheckpointFolder.open("tiny", "the test", folder);
  }

  private void refuses(String complaint) {
    assertThatThrownBy(this::open)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint)
        .hasMessageMatching("[^\\n]+\\.");
  }
}
