package dev.assay.checkpoint.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads a ModernBERT's config.json, as transformers 4 wrote it ({@code global_rope_theta}) and as
 * version 5 does ({@code rope_parameters}, {@code layer_types}).
 */
final class ModernBertConfig {
  private static final String GLOBAL = "full_attention";
  private static final String LOCAL = "sliding_attention";

  /** What the transformers library takes where a file says nothing. */
  private static final double GLOBAL_BASE = 160_000;

  private static final double LOCAL_BASE = 10_000;
  private static final int WINDOW = 128;
  private static final int GLOBAL_EVERY = 3;
  private static final double NORM_EPS = 1e-5;

  /** More than any encoder has; a configuration that asks for a billion fills no memory. */
  private static final int MOST_LAYERS = 10_000;

  private final ConfigJson config;

  private ModernBertConfig(ConfigJson config) {
    this.config = config;
  }

  static EncoderConfig of(ConfigJson config) {
    return new ModernBertConfig(config).read();
  }

  private EncoderConfig read() {
    for (String bias : List.of("attention_bias", "mlp_bias", "norm_bias", "classifier_bias")) {
      if (config.flag(bias)) {
        throw refused(bias + " as true, but ModernBERTs are supported without it");
      }
    }
    if (config.has("decoder_bias") && !config.flag("decoder_bias")) {
      throw refused("decoder_bias as false, but ModernBERTs are supported with it");
    }
    int hidden = config.integer("hidden_size");
    int heads = config.integer("num_attention_heads");
    if (heads > 0 && hidden / heads % 2 != 0) {
      throw refused(
          "%d numbers to each head, which rotary positions cannot pair".formatted(hidden / heads));
    }
    return new EncoderConfig(
        Architecture.MODERNBERT,
        config.integer("num_hidden_layers"),
        heads,
        hidden,
        config.integer("intermediate_size"),
        config.integer("vocab_size"),
        config.integer("max_position_embeddings"),
        config.number("norm_eps", NORM_EPS),
        config.activation("hidden_activation", Activation.GELU),
        hidden,
        new PositionEncoding.Rotary(layers()),
        HeadConfigs.modernBert(config));
  }

  private List<PositionEncoding.Rotary.Layer> layers() {
    int count = config.integer("num_hidden_layers");
    if (count > MOST_LAYERS) {
      throw refused("%d layers, which no ModernBERT has".formatted(count));
    }
    int window = config.integer("local_attention", WINDOW);
    if (window < 0) {
      throw refused("%d as local_attention, which is no width of a window".formatted(window));
    }
    PositionEncoding.Rotary.Layer global =
        new PositionEncoding.Rotary.Layer(
            base(GLOBAL, "global_rope_theta", GLOBAL_BASE), OptionalInt.empty());
    PositionEncoding.Rotary.Layer local =
        new PositionEncoding.Rotary.Layer(
            base(LOCAL, "local_rope_theta", LOCAL_BASE), OptionalInt.of(window / 2));
    List<PositionEncoding.Rotary.Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < count; layer++) {
      layers.add(isGlobal(layer, count) ? global : local);
    }
    return layers;
  }

  private boolean isGlobal(int layer, int count) {
    JsonNode types = config.json().path("layer_types");
    if (types.isMissingNode() || types.isNull()) {
      int every = config.integer("global_attn_every_n_layers", GLOBAL_EVERY);
      if (every < 1) {
        throw refused("%d as global_attn_every_n_layers, which is no step".formatted(every));
      }
      return layer % every == 0;
    }
    String type = types.path(layer).asText();
    if (types.size() != count || !(type.equals(GLOBAL) || type.equals(LOCAL))) {
      throw refused(
          "other layer_types than %s or %s for each of %d layers".formatted(GLOBAL, LOCAL, count));
    }
    return type.equals(GLOBAL);
  }

  /** The base of the angles, by {@code rope_parameters}, else by the older key. */
  private double base(String layerType, String olderKey, double otherwise) {
    if (config.has("rope_scaling")) {
      throw refused("rope_scaling, but rotary positions are supported unscaled");
    }
    JsonNode parameters = config.json().path("rope_parameters").path(layerType);
    ConfigJson rope = new ConfigJson(parameters, config.where());
    String type = parameters.path("rope_type").asText("default");
    if (!type.equals("default")) {
      throw refused("the rope_type '%s', but supported is 'default'".formatted(Quoted.plain(type)));
    }
    double base = rope.number("rope_theta", config.number(olderKey, otherwise));
    if (!(base > 0)) {
      throw refused("%s as the base of rotary positions, which must be positive".formatted(base));
    }
    return base;
  }

  private AssayException refused(String what) {
    return new AssayException(
        "%s gives %s; check it against the checkpoint's original.".formatted(config.where(), what));
  }
}
