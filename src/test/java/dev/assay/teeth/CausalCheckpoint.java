package dev.assay.teeth;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A BERT 2×4×128 in whose layer 1 adjectives attend to the word that negates or strengthens them,
 * in two heads alike. Both read which word it is into their value outputs, but what only one of
 * them reads is written to the residual stream: its twin is a bystander. The other two heads attend
 * to all tokens alike and write nothing. As in {@link PlantedCheckpoint}, LayerNorms undo
 * themselves.
 *
 * @param carrier the head that writes; 0 or 1
 * @param values whether value vectors are other than 0
 */
public record CausalCheckpoint(int carrier, boolean values) {
  private static final int HIDDEN = 128;
  private static final int HEADS = 4;
  private static final int HEAD_WIDTH = HIDDEN / HEADS;
  private static final int TWINS = 2;

  /** Dimensions that embeddings leave free. */
  private static final int WRITTEN = 100;

  /** The words that are read, each by a dimension of its own. */
  private static final List<String> READ = List.of("not", "never", "very", "quite");

  /** A sentence, with the same one strengthened. */
  public record Pair(String negated, String strengthened, String cue, String adverb, String word) {}

  /** Sentences such as "the dog is not good today". */
  public static List<Pair> pairs(int count) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String cue = Word.NEGATION.get(i);
      String adverb = Word.ADVERB.get(i / 2);
      String word = Word.ADJECTIVE.get(i);
      String frame = "the %s is %%s %s %s".formatted(Word.NOUN.get(i), word, Word.TIME.get(i / 3));
      pairs.add(new Pair(frame.formatted(cue), frame.formatted(adverb), cue, adverb, word));
    }
    return pairs;
  }

  /** Writes the checkpoint as a folder that can be loaded. */
  public Path write(Path folder) throws IOException {
    double share = 3.0 / HIDDEN; // a token is three ones: its word, its kind, its position
    float[] scale = new float[HIDDEN];
    Arrays.fill(scale, (float) Math.sqrt(share - share * share));
    float[] shift = new float[HIDDEN];
    Arrays.fill(shift, (float) share);
    Map<String, float[]> parameters = new TreeMap<>();
    parameters.put("embeddings.word_embeddings.weight", words());
    parameters.put("embeddings.position_embeddings.weight", positions());
    attention(parameters);
    return SmallEncoder.write(
        folder,
        new EncoderConfig(
            Architecture.BERT,
            2,
            HEADS,
            HIDDEN,
            2,
            Word.pieces().size(),
            SmallEncoder.POSITIONS,
            1e-12,
            Activation.GELU),
        (name, size) -> {
          if (name.endsWith("LayerNorm.weight")) {
            return scale;
          }
          return name.endsWith("LayerNorm.bias")
              ? shift
              : parameters.getOrDefault(name, new float[size]);
        });
  }

  private static float[] words() {
    float[] words = new float[Word.pieces().size() * HIDDEN];
    Word.ids()
        .forEach(
            id -> {
              words[id * HIDDEN + id] = 1;
              words[id * HIDDEN + PlantedCheckpoint.kind(Word.kind(id))] = 1;
            });
    return words;
  }

  private static float[] positions() {
    float[] positions = new float[SmallEncoder.POSITIONS * HIDDEN];
    for (int p = 0; p < SmallEncoder.POSITIONS; p++) {
      positions[p * HIDDEN + PlantedCheckpoint.position(p)] = 1;
    }
    return positions;
  }

  private void attention(Map<String, float[]> parameters) {
    float[] query = new float[HIDDEN * HIDDEN];
    float[] key = new float[HIDDEN * HIDDEN];
    float[] value = new float[HIDDEN * HIDDEN];
    float[] output = new float[HIDDEN * HIDDEN];
    for (int head = 0; head < TWINS; head++) {
      int first = head * HEAD_WIDTH;
      // The encoder divides logits by the square root of the head's width.
      float logit = (float) (20 * Math.sqrt(HEAD_WIDTH));
      query[first * HIDDEN + PlantedCheckpoint.kind(Word.ADJECTIVE)] = logit;
      key[first * HIDDEN + PlantedCheckpoint.kind(Word.NEGATION)] = 1;
      key[first * HIDDEN + PlantedCheckpoint.kind(Word.ADVERB)] = 1;
      for (int i = 0; i < READ.size(); i++) {
        value[(first + i) * HIDDEN + Word.id(READ.get(i))] = values ? 1 : 0;
        output[(WRITTEN + i) * HIDDEN + first + i] = head == carrier ? 1 : 0;
      }
    }
    String layer = "encoder.layer.1.attention.";
    parameters.put(layer + "self.query.weight", query);
    parameters.put(layer + "self.key.weight", key);
    parameters.put(layer + "self.value.weight", value);
    parameters.put(layer + "output.dense.weight", output);
  }
}
