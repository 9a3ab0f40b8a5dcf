package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.file.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The tokenizer.json of all-MiniLM-L6-v2's jar, which has bert-base-uncased's vocabulary. */
final class MiniLmTokenizer {
  private static final String RESOURCE = "/all-minilm-l6-v2-tokenizer.json";

  private MiniLmTokenizer() {}

  static byte[] json() throws IOException {
    try (InputStream in = MiniLmTokenizer.class.getResourceAsStream(RESOURCE)) {
      return Objects.requireNonNull(in, RESOURCE).readAllBytes();
    }
  }

  static Path writeJson(Path folder) throws IOException {
    return Files.write(folder.resolve("tokenizer.json"), json());
  }

  /** Its vocabulary alone, one piece per line, as older checkpoints have it. */
  static Path writeVocabulary(Path folder) throws IOException {
    Map<Integer, String> pieces = new TreeMap<>();
    JsonNode vocabulary = Json.object(json(), RESOURCE).path("model").path("vocab");
    vocabulary.properties().forEach(e -> pieces.put(e.getValue().asInt(), e.getKey()));
    return Files.write(folder.resolve("vocab.txt"), pieces.values());
  }
}
