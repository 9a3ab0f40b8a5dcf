package dev.assay.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** JSON as checkpoints hold it, read strictly: an object, no key twice, nothing after it. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static JsonNode object(Path file) {
    return object(StoredFile.bytes(file), file.toString());
  }

  /**
   * @param where what the bytes are, as errors should call it
   */
  static JsonNode object(byte[] utf8, String where) {
    JsonNode node;
    try {
      node = MAPPER.readTree(utf8);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new AssayException(
          "%s is not valid JSON%s: %s; download or copy it again."
              .formatted(where, place, firstLine(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    if (!node.isObject()) {
      throw new AssayException(
          "%s should hold a JSON object, but does not; download or copy it again."
              .formatted(where));
    }
    return node;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unknown error");
  }
}
