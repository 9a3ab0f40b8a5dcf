package dev.assay.teeth;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a BERT encoder into a folder as Hugging Face's library does, tokenizer aside. */
public final class ModelFolder {
  private ModelFolder() {}

  public static Path write(Path folder, EncoderConfig config, SafetensorsWriter weights)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {
          "model_type": "bert",
          "num_hidden_layers": %d,
          "num_attention_heads": %d,
          "hidden_size": %d,
          "intermediate_size": %d,
          "vocab_size": %d,
          "max_position_embeddings": %d,
          "layer_norm_eps": %s,
          "hidden_act": "gelu"
        }
        """
            .formatted(
                config.layers(),
                config.heads(),
                config.hidden(),
                config.intermediate(),
                config.vocabulary(),
                config.positions(),
                config.layerNormEps()));
    weights.write(folder.resolve("model.safetensors"));
    return folder;
  }
}
