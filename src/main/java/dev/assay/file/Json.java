package dev.assay.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
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
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as checkpoints hold it, read strictly: UTF-8, an object, no key twice, nothing after it. The
 * tree is built here because Jackson's ObjectMapper takes longer to start than most models to load.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * More than the largest published vocabularies take. Each value costs up to a hundred bytes of
   * memory for as few as two in the file.
   */
  private static final int MOST_VALUES = 3_000_000;

  private final JsonParser parser;
  private int values = 0;

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  /** An empty object to fill. */
  public static ObjectNode newObject() {
    return NODES.objectNode();
  }

  /** A JSON string, in quotes. */
  public static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A value in one line. */
  public static void append(JsonNode node, StringBuilder to) {
    if (node.isObject()) {
      String comma = "{";
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        to.append(comma).append(quote(entry.getKey())).append(':');
        append(entry.getValue(), to);
        comma = ",";
      }
      to.append(node.isEmpty() ? "{}" : "}");
    } else if (node.isArray()) {
      String comma = "[";
      for (JsonNode element : node) {
        to.append(comma);
        append(element, to);
        comma = ",";
      }
      to.append(node.isEmpty() ? "[]" : "]");
    } else {
      to.append(node.isTextual() ? quote(node.textValue()) : node.asText());
    }
  }

  /** Writes an object over several lines. */
  public static void write(ObjectNode object, Path file) throws IOException {
    Files.writeString(file, object.toPrettyString() + "\n");
  }

  /**
   * The object that a file holds.
   *
   * @throws AssayException if it cannot be read, is not UTF-8, or not one JSON object that can be
   *     held
   */
  public static ObjectNode object(Path file) {
    return object(StoredFile.bytes(file), file.toString());
  }

  /**
   * @param where what the bytes are, as errors should call it
   * @throws AssayException if they are not UTF-8, or not one JSON object that can be held
   */
  public static ObjectNode object(byte[] utf8, String where) {
    try (JsonParser parser = FACTORY.createParser(Utf8.reader(utf8))) {
      if (parser.nextToken() == JsonToken.START_OBJECT
          && new Json(parser).value() instanceof ObjectNode object
          && parser.nextToken() == null) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s is not valid JSON: %s%s; download or copy it again."
              .formatted(where, reason(e), place(e.getLocation())),
          e);
    } catch (IOException e) {
      // Nothing else can happen to bytes in memory.
      throw Utf8.refused(where, e);
    }
    throw new AssayException(
        "%s should hold one JSON object and nothing else; download or copy it again."
            .formatted(where));
  }

  /**
   * One value of any kind, for texts whose errors are said otherwise.
   *
   * @throws JsonProcessingException if it is not one JSON value and nothing else
   */
  public static JsonNode tree(String text) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "it is empty");
      }
      JsonNode value = new Json(parser).value();
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the first value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory", e);
    }
  }

  /** For what is read piece by piece, because a tree of it would take too much memory. */
  public static JsonParser parser(InputStream in) throws IOException {
    return FACTORY.createParser(in);
  }

  private static String reason(JsonProcessingException e) {
    return Quoted.plain(e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
  }

  /** Limits on lengths and depth are broken at no place that Jackson would name. */
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private void count() throws JsonProcessingException {
    if (++values > MOST_VALUES) {
      throw new JsonParseException(parser, "it holds more than %d values".formatted(MOST_VALUES));
    }
  }

  /** The value that begins at the current token. */
  private JsonNode value() throws IOException {
    count();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          object.set(paired(name), value());
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value());
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(paired(parser.getText()));
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

  /** An escape may stand for half a character, which no text holds and no library expects. */
  private String paired(String text) throws JsonProcessingException {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        throw new JsonParseException(
            parser, "a text with half a character (U+%04X)".formatted((int) unit));
      }
    }
    return text;
  }
}
