package dev.assay.checkpoint.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.folder.CheckpointFolder;
import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.onnx.OnnxFile;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.checkpoint.parameters.Parameters;
import dev.assay.checkpoint.tokenizer.HuggingFaceWordPieces;
import dev.assay.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Small encoders that LangChain4j publishes with their fp32 weights, as an ONNX graph with the
 * tokenizer beside it. What sentence-transformers' files say of their embeddings is not with them:
 * hidden states are pooled as the model cards say, and the result is not normalised, which changes
 * no cosine.
 */
public final class SentenceEncoders {
  static final String PROFILE = "small-models";

  /** The default model. */
  public static final PackagedModel MINI_LM =
      model(
          "all-MiniLM-L6-v2",
          6,
          new Jar("all-minilm-l6-v2", "1.19.0-beta29", "/all-minilm-l6-v2", Optional.empty()),
          Embedding.MEAN,
          "7e98302e921b8a86b024e7db845e1f637ad1c6636a0ad9e78af38d155fd131ee");

  /** bge-small-en-v1.5. */
  public static final PackagedModel BGE_SMALL =
      model(
          "bge-small-en-v1.5",
          12,
          new Jar("bge-small-en-v15", "0.36.2", "/bge-small-en-v1.5", Optional.of(PROFILE)),
          new Embedding(List.of(Embedding.Pooling.FIRST_TOKEN), false, Optional.empty()),
          "979d688c679c808e1da909eaa213982f2410163081e0ab49c4f4893b265942fb");

  /** e5-small-v2. */
  public static final PackagedModel E5_SMALL =
      model(
          "e5-small-v2",
          12,
          new Jar("e5-small-v2", "0.36.2", "/e5-small-v2", Optional.of(PROFILE)),
          Embedding.MEAN,
          "c56407162a6389219cabb87579549cbff71f8b1a12cbc04ee38dbd8df5c100fd");

  private SentenceEncoders() {}

  /** Where LangChain4j puts a model's two files. */
  private record Jar(String artifact, String version, String path, Optional<String> profile) {
    ClasspathResource file(String ending) {
      return new ClasspathResource(
          path + ending, "dev.langchain4j:langchain4j-embeddings-" + artifact, version, profile);
    }
  }

  private static PackagedModel model(
      String name, int layers, Jar jar, Embedding embedding, String weights) {
    return new PackagedModel(
        name,
        "BERT %d×12×384".formatted(layers),
        jar.file(".onnx"),
        weights,
        embedding,
        folder -> convert(jar, layers, folder));
  }

  private static void convert(Jar jar, int layers, Path folder) throws IOException {
    jar.file("-tokenizer.json").copyTo(folder.resolve(HuggingFaceWordPieces.FILE));
    Json.write(config(layers), folder.resolve(CheckpointFolder.CONFIG));
    EncoderConfig config = ConfigFile.read(folder.resolve(CheckpointFolder.CONFIG));
    Path onnx = CacheFolder.scratch(folder).resolve("model.onnx");
    jar.file(".onnx").copyTo(onnx);
    new SafetensorsWriter()
        .all(Parameters.read(config, OnnxFile.open(onnx)))
        .write(folder.resolve(CheckpointFolder.SAFETENSORS));
  }

  /** An ONNX graph does not carry it; these are the model cards' numbers. */
  private static ObjectNode config(int layers) {
    ObjectNode config = Json.newObject();
    config.put("model_type", "bert");
    config.put("num_hidden_layers", layers);
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
