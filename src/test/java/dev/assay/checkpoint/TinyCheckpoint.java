package dev.assay.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The random BERT of the references with a vocabulary, so that it can run on texts. */
public final class TinyCheckpoint {
  private static final List<String> WORDS =
      List.of(
          "the", "book", "movie", "was", "not", "very", "good", "bad", "cat", "dog", "sat", "on",
          "mat", "will", "come", "never", "soon", "he", "she", "they");

  private TinyCheckpoint() {}

  /** Writes config.json, vocab.txt and model.safetensors into a folder, which is made. */
  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(References.RANDOM_BERT.resolve(file), folder.resolve(file));
    }
    Files.write(folder.resolve("vocab.txt"), vocabulary());
    return folder;
  }

  /** As many word pieces as the weights have rows. */
  private static List<String> vocabulary() {
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    pieces.addAll(WORDS);
    for (char letter = 'a'; letter <= 'z'; letter++) {
      pieces.add(String.valueOf(letter));
      pieces.add("##" + letter);
    }
    pieces.add(".");
    while (pieces.size() < References.config(References.RANDOM_BERT).vocabulary()) {
      pieces.add("[unused%d]".formatted(pieces.size()));
    }
    return pieces;
  }
}
