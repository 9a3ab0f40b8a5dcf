package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Reads config.json as Hugging Face writes it, and Google's bert_config.json. */
public final class ConfigFile {
  private static final String SUPPORTED = "supported are BERT and DistilBERT encoders";

  /** BERT's own; DistilBERT has it fixed at this and not in its configuration. */
  private static final double DEFAULT_LAYER_NORM_EPS = 1e-12;

  /** Other names in the transformers library for the very same functions. */
  private static final Map<String, String> SAME_ACTIVATION =
      Map.of(
          "gelu_python", "gelu",
          "gelu_pytorch_tanh", "gelu_new",
          "gelu_accurate", "gelu_new",
          "gelu_fast", "gelu_new");

  private final JsonNode json;
  private final String where;

  private ConfigFile(JsonNode json, String where) {
    this.json = json;
    this.where = where;
  }

  /**
   * @throws AssayException if the file is no configuration of an encoder that can be run
   */
  public static EncoderConfig read(Path file) {
    return parse(StoredFile.bytes(file), file.toString());
  }

  /**
   * @param where what the text is, as errors should call it
   * @see #read(Path)
   */
  static EncoderConfig parse(byte[] utf8, String where) {
    return new ConfigFile(Json.object(utf8, where), where).read();
  }

  private EncoderConfig read() {
    Architecture architecture = architecture();
    refuse("is_decoder", json.path("is_decoder").asBoolean());
    refuse("add_cross_attention", json.path("add_cross_attention").asBoolean());
    refuse("pruned_heads", !json.path("pruned_heads").isEmpty());
    String positions = json.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw new AssayException(
          "%s asks for the position embeddings '%s'; supported are absolute ones."
              .formatted(where, positions));
    }
    return switch (architecture) {
      case BERT ->
          new EncoderConfig(
              architecture,
              integer("num_hidden_layers"),
              integer("num_attention_heads"),
              integer("hidden_size"),
              integer("intermediate_size"),
              integer("vocab_size"),
              integer("max_position_embeddings"),
              json.path("layer_norm_eps").asDouble(DEFAULT_LAYER_NORM_EPS),
              activation("hidden_act"));
      case DISTILBERT ->
          new EncoderConfig(
              architecture,
              integer("n_layers"),
              integer("n_heads"),
              integer("dim"),
              integer("hidden_dim"),
              integer("vocab_size"),
              integer("max_position_embeddings"),
              DEFAULT_LAYER_NORM_EPS,
              activation("activation"));
    };
  }

  /**
   * By {@code model_type}; where an old file has none, by the class that wrote it; where it has
   * none of these either, as Google's bert_config.json, by what only BERT's has.
   */
  private Architecture architecture() {
    String met;
    if (json.has("model_type")) {
      met = json.get("model_type").asText();
    } else if (json.path("architectures").has(0)) {
      String writer = json.get("architectures").get(0).asText();
      met = writer.replaceFirst("^((Distil)?Bert)(For|Model).*$", "$1").toLowerCase(Locale.ROOT);
    } else if (json.has("num_hidden_layers") && json.has("max_position_embeddings")) {
      met = "bert";
    } else {
      throw new AssayException(
          "%s names neither a model_type nor what a BERT encoder needs; %s."
              .formatted(where, SUPPORTED));
    }
    return switch (met) {
      case "bert" -> Architecture.BERT;
      case "distilbert" -> Architecture.DISTILBERT;
      default ->
          throw new AssayException(
              "%s describes a model of type '%s'; %s.".formatted(where, met, SUPPORTED));
    };
  }

  private void refuse(String key, boolean set) {
    if (set) {
      throw new AssayException(
          "%s sets %s, which is not supported; %s.".formatted(where, key, SUPPORTED));
    }
  }

  private int integer(String key) {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new AssayException(
          "%s gives no whole number as %s but %s; check it against the checkpoint's original."
              .formatted(where, key, value.isMissingNode() ? "nothing" : value));
    }
    return value.intValue();
  }

  private Activation activation(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new AssayException(
          "%s names no activation as %s; supported are gelu, gelu_new and relu."
              .formatted(where, key));
    }
    String name = value.textValue();
    return Activation.named(SAME_ACTIVATION.getOrDefault(name, name), where);
  }
}
