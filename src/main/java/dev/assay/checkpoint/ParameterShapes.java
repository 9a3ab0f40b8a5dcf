package dev.assay.checkpoint;

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

  private ParameterShapes() {}

  /** The parameters of the encoder's first layers, and below, with their shapes: [out, in]. */
  static Map<String, List<Long>> encoder(EncoderConfig config, int layers) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    long hidden = config.hidden();
    embeddings(shapes, config);
    for (int i = 0; i < layers; i++) {
      String layer = "encoder.layer." + i;
      linear(shapes, layer + ".attention.self.query", hidden, hidden);
      linear(shapes, layer + ".attention.self.key", hidden, hidden);
      linear(shapes, layer + ".attention.self.value", hidden, hidden);
      linear(shapes, layer + ".attention.output.dense", hidden, hidden);
      layerNorm(shapes, layer + ".attention.output.LayerNorm", hidden);
      linear(shapes, layer + ".intermediate.dense", config.intermediate(), hidden);
      linear(shapes, layer + ".output.dense", hidden, config.intermediate());
      layerNorm(shapes, layer + ".output.LayerNorm", hidden);
    }
    return shapes;
  }

  private static void embeddings(Map<String, List<Long>> shapes, EncoderConfig config) {
    long width = config.embedding();
    shapes.put(WORD_EMBEDDINGS, wordEmbeddings(config));
    if (config.positionEncoding() instanceof PositionEncoding.Learned learned) {
      long rows = (long) learned.offset() + config.positions();
      shapes.put("embeddings.position_embeddings.weight", List.of(rows, width));
    }
    if (config.architecture().hasTokenTypes()) {
      shapes.put("embeddings.token_type_embeddings.weight", List.of(ANY, width));
    }
    layerNorm(shapes, "embeddings.LayerNorm", width);
    if (width != config.hidden()) {
      linear(shapes, "embeddings_project", config.hidden(), width);
    }
  }

  /**
   * The masked-LM head's parameters. Its decoder is not among them: it is the matrix of word
   * embeddings, unless a checkpoint brings another one of the same shape, {@link #DECODER}.
   */
  static Map<String, List<Long>> maskedLmHead(EncoderConfig config) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    linear(shapes, "cls.predictions.transform.dense", config.embedding(), config.hidden());
    layerNorm(shapes, "cls.predictions.transform.LayerNorm", config.embedding());
    shapes.put("cls.predictions.bias", List.of((long) config.vocabulary()));
    return shapes;
  }

  /** A classification head's parameters; nothing if the checkpoint was saved for another task. */
  static Map<String, List<Long>> classificationHead(EncoderConfig config) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    if (config.head().task() == HeadConfig.Task.CLASSIFICATION) {
      linear(shapes, "classifier.dense", config.hidden(), config.hidden());
      linear(shapes, "classifier.out_proj", config.head().labels().size(), config.hidden());
    }
    return shapes;
  }

  /** The shape of the word embeddings, and of a decoder that is not tied to them. */
  static List<Long> wordEmbeddings(EncoderConfig config) {
    return List.of((long) config.vocabulary(), (long) config.embedding());
  }

  private static void linear(Map<String, List<Long>> shapes, String module, long out, long in) {
    shapes.put(module + ".weight", List.of(out, in));
    shapes.put(module + ".bias", List.of(out));
  }

  private static void layerNorm(Map<String, List<Long>> shapes, String module, long width) {
    shapes.put(module + ".weight", List.of(width));
    shapes.put(module + ".bias", List.of(width));
  }
}
