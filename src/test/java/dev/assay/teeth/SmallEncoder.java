package dev.assay.teeth;

import dev.assay.checkpoint.Activation;
import dev.assay.checkpoint.Architecture;
import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Checkpoints of two layers and two heads over {@link Word}'s vocabulary. */
final class SmallEncoder {
  static final int POSITIONS = 16;
  static final int HEADS = 2;

  private SmallEncoder() {}

  /** A configuration of two layers and two heads over {@link Word}'s vocabulary. */
  static EncoderConfig config(int hidden, int intermediate) {
    return new EncoderConfig(
        Architecture.BERT,
        2,
        HEADS,
        hidden,
        intermediate,
        Word.pieces().size(),
        POSITIONS,
        1e-12,
        Activation.GELU);
  }

  /** Gives a parameter its numbers. */
  @FunctionalInterface
  interface Parameters {
    float[] of(String name, int size);
  }

  /**
   * A checkpoint of random weights: whatever a claim finds in it is chance.
   *
   * @param sharpness standard deviation of queries and keys; logits have its square
   */
  static Path random(Path folder, long seed, double sharpness) throws IOException {
    EncoderConfig config = config(32, 64);
    return write(
        folder,
        config,
        (name, size) -> {
          SplittableRandom random = new SplittableRandom(31 * seed + name.hashCode());
          float[] numbers = new float[size];
          if (name.endsWith("LayerNorm.weight")) {
            Arrays.fill(numbers, 1);
            return numbers;
          }
          boolean asks = name.contains(".query.") || name.contains(".key.");
          double deviation =
              name.startsWith("embeddings.") ? 1 : (asks ? sharpness : 1) / Math.sqrt(32);
          for (int i = 0; i < size; i++) {
            numbers[i] = (float) (deviation * random.nextGaussian());
          }
          return numbers;
        });
  }

  /** Writes all parameters of an encoder, and the vocabulary. */
  static Path write(Path folder, EncoderConfig config, Parameters parameters) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    int d = config.hidden();
    add(writer, parameters, "embeddings.word_embeddings.weight", config.vocabulary(), d);
    add(writer, parameters, "embeddings.position_embeddings.weight", config.positions(), d);
    add(writer, parameters, "embeddings.token_type_embeddings.weight", 2, d);
    norm(writer, parameters, "embeddings.LayerNorm", d);
    for (int i = 0; i < config.layers(); i++) {
      String layer = "encoder.layer." + i;
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        linear(writer, parameters, layer + ".attention." + part, d, d);
      }
      norm(writer, parameters, layer + ".attention.output.LayerNorm", d);
      linear(writer, parameters, layer + ".intermediate.dense", config.intermediate(), d);
      linear(writer, parameters, layer + ".output.dense", d, config.intermediate());
      norm(writer, parameters, layer + ".output.LayerNorm", d);
    }
    ModelFolder.write(folder, config, writer);
    Files.write(folder.resolve("vocab.txt"), Word.pieces());
    return folder;
  }

  private static void linear(
      SafetensorsWriter writer, Parameters parameters, String name, int out, int in) {
    add(writer, parameters, name + ".weight", out, in);
    add(writer, parameters, name + ".bias", out);
  }

  private static void norm(
      SafetensorsWriter writer, Parameters parameters, String name, int width) {
    add(writer, parameters, name + ".weight", width);
    add(writer, parameters, name + ".bias", width);
  }

  private static void add(
      SafetensorsWriter writer, Parameters parameters, String name, int... shape) {
    List<Long> dimensions = Arrays.stream(shape).mapToObj(Long::valueOf).toList();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    writer.float32(name, dimensions, parameters.of(name, size));
  }
}
