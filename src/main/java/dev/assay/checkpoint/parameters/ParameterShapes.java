package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.HeadConfig;
import dev.assay.checkpoint.PositionEncoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which parameters an encoder and its heads have, under canonical names. */
final class ParameterShapes {
  static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";
  static final String DECODER = "cls.predictions.decoder.weight";
  static final String CLASSIFIER = "classifier.out_proj.weight";

  /** In a shape: any number. BERT's configuration says nothing of how many token types exist. */
  static final long ANY = -1;

  private final EncoderConfig config;
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private ParameterShapes(EncoderConfig config) {
    this.config = config;
  }

  /** The parameters of the encoder's first layers, and below, with their shapes: [out, in]. */
  static Map<String, List<Long>> encoder(EncoderConfig config, int layers) {
    ParameterShapes all = new ParameterShapes(config);
    all.embeddings();
    for (int i = 0; i < layers; i++) {
      if (config.architecture().isPreNorm()) {
        all.preNormLayer("encoder.layer." + i, i > 0);
      } else {
        all.layer("encoder.layer." + i);
      }
    }
    if (config.architecture().isPreNorm()) {
      all.layerNorm("encoder.LayerNorm", config.hidden());
    }
    return all.shapes;
  }

  private void embeddings() {
    long width = config.embedding();
    shapes.put(WORD_EMBEDDINGS, wordEmbeddings(config));
    if (config.positionEncoding().learnedTable().isPresent()) {
      long rows =
          (long) config.positionEncoding().learnedTable().get().offset() + config.positions();
      shapes.put("embeddings.position_embeddings.weight", List.of(rows, width));
    }
    if (config.positionEncoding() instanceof PositionEncoding.Bucketed) {
      shapes.put(
          "encoder.relative_attention_bias.weight",
          List.of((long) PositionEncoding.Bucketed.BUCKETS, (long) config.heads()));
    }
    if (config.architecture().hasTokenTypes()) {
      shapes.put("embeddings.token_type_embeddings.weight", List.of(ANY, width));
    }
    layerNorm("embeddings.LayerNorm", width);
    if (width != config.hidden()) {
      linear("embeddings_project", config.hidden(), width);
    }
  }

  private void layer(String layer) {
    long hidden = config.hidden();
    linear(layer + ".attention.self.query", hidden, hidden);
    linear(layer + ".attention.self.key", hidden, hidden);
    linear(layer + ".attention.self.value", hidden, hidden);
    linear(layer + ".attention.output.dense", hidden, hidden);
    layerNorm(layer + ".attention.output.LayerNorm", hidden);
    linear(layer + ".intermediate.dense", config.intermediate(), hidden);
    linear(layer + ".output.dense", hidden, config.intermediate());
    layerNorm(layer + ".output.LayerNorm", hidden);
  }

  /**
   * @param normalised whether its input is; the first layer's is the embeddings' output, which has
   *     been
   */
  private void preNormLayer(String layer, boolean normalised) {
    long hidden = config.hidden();
    long up = (config.architecture().isGated() ? 2L : 1L) * config.intermediate();
    if (normalised) {
      layerNorm(layer + ".attention.LayerNorm", hidden);
    }
    linear(layer + ".attention.self.qkv", 3 * hidden, hidden);
    linear(layer + ".attention.output.dense", hidden, hidden);
    layerNorm(layer + ".intermediate.LayerNorm", hidden);
    linear(layer + ".intermediate.dense", up, hidden);
    linear(layer + ".output.dense", hidden, config.intermediate());
  }

  /**
   * The masked-LM head's parameters. Its decoder is not among them: it is the matrix of word
   * embeddings, unless a checkpoint brings another one of the same shape, {@link #DECODER}.
   */
  static Map<String, List<Long>> maskedLmHead(EncoderConfig config) {
    ParameterShapes head = new ParameterShapes(config);
    head.linear("cls.predictions.transform.dense", config.embedding(), config.hidden());
    head.layerNorm("cls.predictions.transform.LayerNorm", config.embedding());
    head.shapes.put("cls.predictions.bias", List.of((long) config.vocabulary()));
    return head.shapes;
  }

  /** A classification head's parameters; nothing if the checkpoint was saved for another task. */
  static Map<String, List<Long>> classificationHead(EncoderConfig config) {
    ParameterShapes head = new ParameterShapes(config);
    if (config.head().task() == HeadConfig.Task.CLASSIFICATION) {
      long classes = config.head().labels().size();
      head.linear("classifier.dense", config.hidden(), config.hidden());
      if (config.architecture().isPreNorm()) {
        head.layerNorm("classifier.LayerNorm", config.hidden());
      }
      head.shapes.put(CLASSIFIER, List.of(classes, (long) config.hidden()));
      head.shapes.put("classifier.out_proj.bias", List.of(classes));
    }
    return head.shapes;
  }

  /** The shape of the word embeddings, and of a decoder that is not tied to them. */
  static List<Long> wordEmbeddings(EncoderConfig config) {
    return List.of((long) config.vocabulary(), (long) config.embedding());
  }

  private void linear(String module, long out, long in) {
    shapes.put(module + ".weight", List.of(out, in));
    bias(module, out);
  }

  private void layerNorm(String module, long width) {
    shapes.put(module + ".weight", List.of(width));
    bias(module, width);
  }

  private void bias(String module, long width) {
    if (config.architecture().hasBiases()) {
      shapes.put(module + ".bias", List.of(width));
    }
  }
}
