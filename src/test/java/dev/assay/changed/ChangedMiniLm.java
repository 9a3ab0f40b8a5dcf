package dev.assay.changed;

import dev.assay.checkpoint.Catalog;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Weights;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.teeth.ModelFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Folders of MiniLM with something done to its parameters, as a fine-tune would be saved. */
final class ChangedMiniLm {
  static final String ORIGINAL = "all-MiniLM-L6-v2";
  private static final String TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  private ChangedMiniLm() {}

  /** What becomes of one parameter. */
  @FunctionalInterface
  interface Change {
    float[] of(String name, Weights original);
  }

  static Path write(Path folder, Change change) throws IOException {
    Checkpoint original = Catalog.open(ORIGINAL);
    SafetensorsWriter writer = new SafetensorsWriter();
    original
        .weights()
        .tensors()
        .forEach(
            (name, info) ->
                writer.float32(name, info.shape(), change.of(name, original.weights())));
    ModelFolder.write(folder, original.config(), writer);
    try (InputStream tokenizer = ChangedMiniLm.class.getResourceAsStream(TOKENIZER)) {
      Files.copy(Objects.requireNonNull(tokenizer, TOKENIZER), folder.resolve("tokenizer.json"));
    }
    return folder;
  }

  static float[] values(String name, Weights weights) {
    float[] values = new float[Math.toIntExact(weights.info(name).elements())];
    weights.float32(name).asFloatBuffer().get(values);
    return values;
  }

  /** Symmetric, one scale per tensor, round to nearest, back to float32. */
  static float[] roundedToInt8(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float scale = largest / 127;
    for (int i = 0; i < values.length && scale > 0; i++) {
      values[i] = Math.round(values[i] / scale) * scale;
    }
    return values;
  }
}
