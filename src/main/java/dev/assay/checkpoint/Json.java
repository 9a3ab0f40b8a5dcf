package dev.assay.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * JSON as checkpoints hold it, read strictly: an object, no key twice, nothing after it. The tree
 * is built here because Jackson's ObjectMapper takes longer to start than most models to load.
 */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static ObjectNode newObject() {
    return NODES.objectNode();
  }

  /** A JSON string, in quotes. */
  static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  static void write(ObjectNode object, Path file) throws IOException {
    Files.writeString(file, object.toPrettyString() + "\n");
  }

  static ObjectNode object(Path file) {
    return object(StoredFile.bytes(file), file.toString());
  }

  /**
   * @param where what the bytes are, as errors should call it
   */
  static ObjectNode object(byte[] utf8, String where) {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && value(parser) instanceof ObjectNode object
          && parser.nextToken() == null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s is not valid JSON: %s at line %d, column %d; download or copy it again."
              .formatted(
                  where,
                  e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()),
          e);
    } catch (IOException e) {
      // Bytes that are no text in the encoding that the first of them announce.
      throw new AssayException(
          "%s is not valid JSON: %s; download or copy it again."
              .formatted(where, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
    throw new AssayException(
        "%s should hold one JSON object and nothing else; download or copy it again."
            .formatted(where));
  }

  /** The value that begins at the current token. */
  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          object.set(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new IllegalStateException("unexpected " + parser.currentToken());
    };
  }
}
