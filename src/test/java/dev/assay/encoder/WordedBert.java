package dev.assay.encoder;

import dev.assay.checkpoint.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The random reference BERTs, one of them with a masked-LM head, with a vocabulary for their ids.
 */
public final class WordedBert {
  /** Of the random checkpoint and what is known of it. */
  public static final Path REFERENCE = Path.of("src/test/resources/reference/random-bert");

  /** How many word pieces it has. */
  public static final int VOCABULARY = 97;

  /** Whose token ids are those of the reference's short text. */
  public static final String SHORT = "alpha [MASK] omega";

  private WordedBert() {}

  /** Writes the checkpoint with a masked-LM head into a folder. */
  public static Path write(Path folder) throws IOException {
    return write(REFERENCE, folder);
  }

  /**
   * Writes a checkpoint with the vocabulary into a folder.
   *
   * @param reference whose configuration and weights it has
   */
  public static Path write(Path reference, Path folder) throws IOException {
    for (String file : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(reference.resolve(file), folder.resolve(file));
    }
    String vocabulary =
        IntStream.range(0, VOCABULARY)
            .mapToObj(WordedBert::piece)
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve("vocab.txt"), vocabulary);
    return folder;
  }

  /** Opens it in a folder that it is written into. */
  static PyTorchModel open(Path folder) throws IOException {
    return PyTorchModel.load(Catalog.open(write(folder).toString()));
  }

  /** The piece with an id. */
  public static String piece(int id) {
    return switch (id) {
      case 0 -> "[PAD]";
      case 1 -> "[UNK]";
      case 2 -> "[CLS]";
      case 3 -> "[SEP]";
      case 5 -> "alpha";
      case 7 -> "omega";
      case 96 -> "[MASK]";
      default -> "word" + id;
    };
  }
}
