package dev.assay.teeth;

import dev.assay.checkpoint.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A BERT 2×2×128 whose attention is laid down by rules.
 *
 * <p>Every token is three ones among 128 zeros: its word, its kind of word, its position. LayerNorm
 * would shift and scale them, all tokens alike, so its own gain and bias undo that; attention and
 * feed-forward outputs are zero, so that both layers see the very same ones and zeros. A rule takes
 * one dimension of a head: tokens with the query's feature attend to tokens with the key's, with
 * the given logit. Where no rule applies attention is uniform.
 *
 * @param layers the rules of both layers; their heads are twins
 * @param values what a token's value vector says
 * @param sameAs words that are embedded as another word
 */
record PlantedCheckpoint(List<List<Rule>> layers, Values values, Map<String, String> sameAs) {
  private static final int HIDDEN = 128;
  private static final int HEAD_WIDTH = HIDDEN / SmallEncoder.HEADS;
  private static final int FIRST_KIND = 64;
  private static final int FIRST_POSITION = 80;
  private static final int ONES = 3;

  /** What a value vector says of its token. */
  enum Values {
    /** Which word it is. */
    WORD,
    /** Where it stands. */
    POSITION,
    /** Nothing: all tokens have the same. */
    CONSTANT
  }

  /**
   * Tokens with one feature attend to tokens with another.
   *
   * @param query the feature of those that attend; {@link #ANY} for all tokens
   * @param logit before softmax, beside 0 for all other tokens
   */
  record Rule(int query, int key, double logit) {
    static final int ANY = -1;
  }

  static int word(String word) {
    return Word.id(word);
  }

  static int kind(Word kind) {
    return FIRST_KIND + List.of(Word.values()).indexOf(kind);
  }

  static int position(int position) {
    return FIRST_POSITION + position;
  }

  /** Writes the checkpoint as a folder that can be loaded. */
  Path write(Path folder) throws IOException {
    EncoderConfig config = SmallEncoder.config(HIDDEN, 2);
    double share = (double) ONES / HIDDEN;
    float[] scale = filled((float) Math.sqrt(share - share * share));
    float[] shift = filled((float) share);
    Map<String, float[]> parameters = new TreeMap<>();
    parameters.put("embeddings.word_embeddings.weight", words());
    float[] positions = new float[SmallEncoder.POSITIONS * HIDDEN];
    for (int p = 0; p < SmallEncoder.POSITIONS; p++) {
      positions[p * HIDDEN + position(p)] = 1;
    }
    parameters.put("embeddings.position_embeddings.weight", positions);
    for (int layer = 0; layer < layers.size(); layer++) {
      attention(parameters, "encoder.layer.%d.attention.self.".formatted(layer), layers.get(layer));
    }
    return SmallEncoder.write(
        folder,
        config,
        (name, size) -> {
          if (name.endsWith("LayerNorm.weight")) {
            return scale;
          }
          return name.endsWith("LayerNorm.bias")
              ? shift
              : parameters.getOrDefault(name, new float[size]);
        });
  }

  private float[] words() {
    float[] words = new float[Word.pieces().size() * HIDDEN];
    Word.ids()
        .forEach(
            id -> {
              String piece = Word.pieces().get(id);
              int like = Word.id(sameAs.getOrDefault(piece, piece));
              words[id * HIDDEN + like] = 1;
              words[id * HIDDEN + kind(Word.kind(like))] = 1;
            });
    return words;
  }

  private void attention(Map<String, float[]> parameters, String prefix, List<Rule> rules) {
    float[] query = new float[HIDDEN * HIDDEN];
    float[] queryBias = new float[HIDDEN];
    float[] key = new float[HIDDEN * HIDDEN];
    float[] value = new float[HIDDEN * HIDDEN];
    float[] valueBias = new float[HIDDEN];
    for (int out = 0; out < HIDDEN; out++) {
      int dimension = out % HEAD_WIDTH;
      if (dimension < rules.size()) {
        Rule rule = rules.get(dimension);
        // The encoder divides logits by the square root of the head's width.
        float logit = (float) (rule.logit() * Math.sqrt(HEAD_WIDTH));
        if (rule.query() == Rule.ANY) {
          queryBias[out] = logit;
        } else {
          query[out * HIDDEN + rule.query()] = logit;
        }
        key[out * HIDDEN + rule.key()] = 1;
      }
      switch (values) {
        case WORD -> value[out * HIDDEN + dimension] = 1;
        case POSITION -> {
          if (dimension < SmallEncoder.POSITIONS) {
            value[out * HIDDEN + position(dimension)] = 1;
          }
        }
        case CONSTANT -> valueBias[out] = 1 + dimension % 3;
      }
    }
    parameters.put(prefix + "query.weight", query);
    parameters.put(prefix + "query.bias", queryBias);
    parameters.put(prefix + "key.weight", key);
    parameters.put(prefix + "value.weight", value);
    parameters.put(prefix + "value.bias", valueBias);
  }

  private static float[] filled(float number) {
    float[] numbers = new float[HIDDEN];
    Arrays.fill(numbers, number);
    return numbers;
  }
}
