package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads config.json as Hugging Face writes it, and Google's bert_config.json. */
public final class ConfigFile {
  private static final String SUPPORTED =
      "supported are %s encoders".formatted(Architecture.supported());

  /** BERT's own; DistilBERT has it fixed at this and not in its configuration. */
  private static final double DEFAULT_LAYER_NORM_EPS = 1e-12;

  /** RoBERTa's own, where a configuration does not give it. */
  private static final int DEFAULT_PADDING_ID = 1;

  private final JsonNode json;
  private final ConfigJson config;
  private final String where;

  private ConfigFile(JsonNode json, String where) {
    this.json = json;
    this.config = new ConfigJson(json, where);
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
  public static EncoderConfig parse(byte[] utf8, String where) {
    return new ConfigFile(Json.object(utf8, where), where).read();
  }

  private EncoderConfig read() {
    Architecture architecture = architecture();
    refuse("is_decoder", config.flag("is_decoder"));
    refuse("add_cross_attention", config.flag("add_cross_attention"));
    refuse("pruned_heads", !json.path("pruned_heads").isEmpty());
    if (!json.path("quantization_config").isEmpty()) {
      throw OtherForms.quantised(where, "quantization_config");
    }
    if (architecture == Architecture.MODERNBERT) {
      return ModernBertConfig.of(config);
    }
    requireAbsolutePositions();
    return architecture == Architecture.DISTILBERT ? distilBert() : likeBert(architecture);
  }

  private EncoderConfig likeBert(Architecture architecture) {
    int hidden = config.integer("hidden_size");
    PositionEncoding.Learned learned = learnedPositions(architecture);
    Activation activation = config.activation("hidden_act");
    return new EncoderConfig(
        architecture,
        config.layers("num_hidden_layers"),
        config.integer("num_attention_heads"),
        hidden,
        config.integer("intermediate_size"),
        config.integer("vocab_size"),
        config.integer("max_position_embeddings") - learned.offset(),
        config.number("layer_norm_eps", DEFAULT_LAYER_NORM_EPS),
        activation,
        architecture == Architecture.ELECTRA ? config.integer("embedding_size", hidden) : hidden,
        architecture == Architecture.MPNET ? bucketed(learned) : learned,
        HeadConfigs.of(architecture, activation, config));
  }

  private EncoderConfig distilBert() {
    int hidden = config.integer("dim");
    Activation activation = config.activation("activation");
    return new EncoderConfig(
        Architecture.DISTILBERT,
        config.layers("n_layers"),
        config.integer("n_heads"),
        hidden,
        config.integer("hidden_dim"),
        config.integer("vocab_size"),
        config.integer("max_position_embeddings"),
        DEFAULT_LAYER_NORM_EPS,
        activation,
        hidden,
        PositionEncoding.Learned.FROM_ZERO,
        HeadConfigs.of(Architecture.DISTILBERT, activation, config));
  }

  /**
   * By {@code model_type}; where an old file has none, by the class that wrote it; where it has
   * none of these either, as Google's bert_config.json, by what only BERT's has.
   */
  private Architecture architecture() {
    String met;
    Optional<Architecture> known;
    if (json.has("model_type")) {
      met = json.get("model_type").asText();
      known = Architecture.ofModelType(met);
    } else if (json.path("architectures").has(0)) {
      met = json.get("architectures").get(0).asText();
      known = Architecture.ofClass(met);
    } else if (json.has("num_hidden_layers") && json.has("max_position_embeddings")) {
      return Architecture.BERT;
    } else {
      throw new AssayException(
          "%s names neither a model_type nor what a BERT encoder needs; %s."
              .formatted(where, SUPPORTED));
    }
    return known.orElseThrow(
        () ->
            new AssayException(
                "%s describes a model of type %s; %s."
                    .formatted(where, Quoted.of(met), SUPPORTED)));
  }

  private PositionEncoding.Learned learnedPositions(Architecture architecture) {
    return switch (architecture) {
      case ROBERTA, XLM_ROBERTA, CAMEMBERT ->
          new PositionEncoding.Learned(OptionalInt.of(paddingId()));
      // MPNet has the padding's row fixed, whatever the configuration says.
      case MPNET -> new PositionEncoding.Learned(OptionalInt.of(DEFAULT_PADDING_ID));
      default -> PositionEncoding.Learned.FROM_ZERO;
    };
  }

  private PositionEncoding bucketed(PositionEncoding.Learned learned) {
    int buckets =
        config.integer("relative_attention_num_buckets", PositionEncoding.Bucketed.BUCKETS);
    if (buckets != PositionEncoding.Bucketed.BUCKETS) {
      throw new AssayException(
          "%s asks for %d buckets of distances; supported are %d, as in every published MPNet."
              .formatted(where, buckets, PositionEncoding.Bucketed.BUCKETS));
    }
    return new PositionEncoding.Bucketed(learned);
  }

  private int paddingId() {
    int id = config.integer("pad_token_id", DEFAULT_PADDING_ID);
    if (id < 0) {
      throw new AssayException(
          "%s gives %d as pad_token_id, and positions are counted from behind it; check it against the checkpoint's original."
              .formatted(where, id));
    }
    return id;
  }

  private void requireAbsolutePositions() {
    String positions = json.path("position_embedding_type").asText("absolute");
    if (!positions.equals("absolute")) {
      throw new AssayException(
          "%s asks for the position embeddings %s; supported are absolute ones."
              .formatted(where, Quoted.of(positions)));
    }
  }

  private void refuse(String key, boolean set) {
    if (set) {
      throw new AssayException(
          "%s sets %s, which is not supported; %s.".formatted(where, key, SUPPORTED));
    }
  }
}
