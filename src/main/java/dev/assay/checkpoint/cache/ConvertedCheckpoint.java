package dev.assay.checkpoint.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.folder.CheckpointFolder;
import dev.assay.file.Json;
import dev.assay.file.Sha256;
import dev.assay.trace.AssayException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * A checkpoint that is converted once into the cache folder, because the format in which it is
 * published cannot be mapped into memory. The entry is a folder as Hugging Face would save it, with
 * {@code entry.json} beside it that says what it was made from and what is in it; if any of that
 * does not agree any more, the entry is made again.
 */
final class ConvertedCheckpoint {
  private static final String ENTRY = "entry.json";
  private static final String FILES = "files";
  private static final String FINGERPRINT = "weights_sha256";

  /** Goes up when conversion changes what it writes. */
  private static final int LAYOUT = 1;

  private ConvertedCheckpoint() {}

  /** The checkpoint, converted first if the cache does not have it whole. */
  static Checkpoint open(CacheFolder cache, PackagedModel model) {
    ClasspathResource published = model.published();
    String identity = published.identity();
    return cache.entry(
        model.name(),
        folder -> sound(folder, model, identity),
        fresh -> {
          try {
            model.converter().fill(fresh);
          } catch (ZipException | EOFException e) {
            throw published.unreadable(e); // only what is read can fail so, not what is written
          }
          describe(fresh, model, identity);
        });
  }

  private static void describe(Path folder, PackagedModel model, String identity)
      throws IOException {
    String weights;
    try (Checkpoint made = CheckpointFolder.open("", "", folder)) {
      weights = made.weights().sha256();
    }
    if (!weights.equals(model.weights())) {
      throw model
          .published()
          .unreadable(new IOException("its weights are not those that were published"));
    }
    ObjectNode files = Json.newObject();
    for (Path file : smallFiles(folder)) {
      files.put(String.valueOf(file.getFileName()), Sha256.of(file));
    }
    ObjectNode entry = Json.newObject();
    entry.put("layout", LAYOUT);
    entry.put("made_from", identity);
    entry.put(FINGERPRINT, weights);
    entry.set(FILES, files);
    Json.write(entry, folder.resolve(ENTRY));
  }

  private static List<Path> smallFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().equals(CheckpointFolder.SAFETENSORS))
          .sorted()
          .toList();
    }
  }

  /** The checkpoint, if all of its files are what they were when it was made. */
  private static Optional<Checkpoint> sound(Path folder, PackagedModel model, String identity) {
    try {
      JsonNode entry = Json.object(folder.resolve(ENTRY));
      if (entry.path("layout").asInt() != LAYOUT
          || !entry.path("made_from").asText().equals(identity)
          || !entry.path(FINGERPRINT).asText().equals(model.weights())) {
        return Optional.empty();
      }
      for (Map.Entry<String, JsonNode> file : entry.path(FILES).properties()) {
        if (!file.getValue().asText().equals(Sha256.of(folder.resolve(file.getKey())))) {
          return Optional.empty();
        }
      }
      Checkpoint checkpoint =
          CheckpointFolder.open(model.name(), model.published().artifact(), folder);
      if (model.weights().equals(checkpoint.weights().sha256())) {
        return Optional.of(checkpoint);
      }
      checkpoint.close();
      return Optional.empty();
    } catch (AssayException e) {
      return Optional.empty(); // a file is missing, truncated or damaged: that is what was asked
    }
  }
}
