package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint that is converted once into the cache folder, as config.json, tokenizer.json and
 * model.safetensors, because the format in which it is published cannot be mapped into memory. A
 * file {@code entry.json} beside them says what they were made from and what is in them; if any of
 * it does not agree any more, the entry is made again.
 */
final class ConvertedCheckpoint {
  static final String CONFIG = "config.json";
  static final String TOKENIZER = "tokenizer.json";
  static final String WEIGHTS = "model.safetensors";
  private static final List<String> SMALL_FILES = List.of(CONFIG, TOKENIZER);
  private static final String ENTRY = "entry.json";

  /** Goes up when conversion changes what it writes. */
  private static final int LAYOUT = 1;

  private ConvertedCheckpoint() {}

  /** Writes the three files into an empty folder. */
  @FunctionalInterface
  interface Converter {
    void convert(Path folder) throws IOException;
  }

  /**
   * @param identity what the published file is, exactly: another one makes another entry
   */
  static Checkpoint open(
      CacheFolder cache, String name, String source, String identity, Converter converter) {
    return cache.entry(
        name,
        folder -> sound(folder, identity).map(weights -> checkpoint(folder, name, source, weights)),
        fresh -> {
          converter.convert(fresh);
          describe(fresh, identity);
        });
  }

  private static Checkpoint checkpoint(Path folder, String name, String source, Weights weights) {
    return new Checkpoint(
        name,
        source,
        ConfigFile.read(folder.resolve(CONFIG)),
        HuggingFaceWordPieces.ofJson(folder.resolve(TOKENIZER)),
        weights);
  }

  private static Weights weights(Path folder) {
    return Weights.of(
        ConfigFile.read(folder.resolve(CONFIG)), SafetensorsFile.open(folder.resolve(WEIGHTS)));
  }

  private static void describe(Path folder, String identity) throws IOException {
    ObjectNode entry = Json.newObject();
    entry.put("layout", LAYOUT);
    entry.put("made_from", identity);
    for (String file : SMALL_FILES) {
      entry.put(file, Sha256.of(folder.resolve(file)));
    }
    entry.put(WEIGHTS, weights(folder).sha256());
    Json.write(entry, folder.resolve(ENTRY));
  }

  /** The entry's weights, if all of its files are what they were when it was made. */
  private static Optional<Weights> sound(Path folder, String identity) {
    try {
      JsonNode entry = Json.object(folder.resolve(ENTRY));
      boolean filesAgree =
          entry.path("layout").asInt() == LAYOUT
              && entry.path("made_from").asText().equals(identity)
              && SMALL_FILES.stream()
                  .allMatch(
                      file -> entry.path(file).asText().equals(Sha256.of(folder.resolve(file))));
      return Optional.of(weights(folder))
          .filter(weights -> filesAgree && entry.path(WEIGHTS).asText().equals(weights.sha256()));
    } catch (AssayException e) {
      return Optional.empty(); // a file is missing, truncated or damaged: that is what was asked
    }
  }

  /**
   * What a classpath resource is, exactly: its place in the jar, size and checksum.
   *
   * @param artifact the Maven artifact that holds it, for the message if it is not there
   */
  static String identify(String resource, String artifact) {
    try {
      URLConnection connection = resource(resource, artifact).openConnection();
      String checksum = "";
      if (connection instanceof JarURLConnection jar) {
        checksum = " crc32 %08x".formatted(jar.getJarEntry().getCrc());
      }
      return "%s %s %d bytes%s"
          .formatted(artifact, resource, connection.getContentLengthLong(), checksum);
    } catch (IOException e) {
      throw new AssayException(
          "%s in %s cannot be read (%s); delete that artifact from the local Maven repository and build again."
              .formatted(resource, artifact, e.getMessage()),
          e);
    }
  }

  static InputStream stream(String resource, String artifact) throws IOException {
    return resource(resource, artifact).openStream();
  }

  private static URL resource(String resource, String artifact) {
    URL url = ConvertedCheckpoint.class.getResource(resource);
    if (url == null) {
      throw new AssayException(
          "%s is not on the classpath: it comes with the Maven artifact %s; add that dependency."
              .formatted(resource, artifact));
    }
    return url;
  }

  static boolean onClasspath(String resource) {
    return ConvertedCheckpoint.class.getResource(resource) != null;
  }

  static void copy(String resource, String artifact, Path to) throws IOException {
    try (InputStream in = stream(resource, artifact)) {
      Files.copy(in, to);
    }
  }
}
