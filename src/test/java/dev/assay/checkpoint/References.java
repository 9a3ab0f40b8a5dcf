package dev.assay.checkpoint;

import dev.assay.checkpoint.folder.ConfigFile;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import java.nio.file.Path;

/** The reference checkpoints: tiny, random, written by Hugging Face's own library. */
public final class References {
  public static final Path RANDOM_BERT = Path.of("src/test/resources/reference/random-bert");
  public static final Path RANDOM_DISTILBERT =
      Path.of("src/test/resources/reference/random-distilbert");

  // Computed independently, with Python's hashlib over the bytes of model.safetensors.
  public static final String RANDOM_BERT_SHA256 =
      "1343ea2b1f9e00b48f765dc763c67ef1fca6c87fcbfef4b55a5bd8c2258f9ef8";
  public static final String RANDOM_DISTILBERT_SHA256 =
      "bced0d5c0177803f5dd5cef5d4db914443bdbe2e3d545ff3a53f4159a7a69f56";

  private References() {}

  public static EncoderConfig config(Path checkpoint) {
    return ConfigFile.read(checkpoint.resolve("config.json"));
  }

  public static SafetensorsFile safetensors(Path checkpoint) {
    return SafetensorsFile.open(checkpoint.resolve("model.safetensors"));
  }
}
