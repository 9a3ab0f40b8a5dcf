package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object of a tokenizer's files, read field by field. What is missing, of another type or
 * not understood is refused, because the library that gets it ends the process where it panics.
 */
final class Fields {
  private final JsonNode node;
  private final String what;
  private final String where;

  private Fields(JsonNode node, String what, String where) {
    this.node = node;
    this.what = what;
    this.where = where;
  }

  /**
   * @param what the object, as errors should call it, such as "its normalizer"
   * @param where the file that it is in
   */
  static Fields of(JsonNode node, String what, String where) {
    Fields fields = new Fields(node, what, where);
    if (!node.isObject()) {
      throw fields.refused("is no JSON object");
    }
    return fields;
  }

  AssayException refused(String clause) {
    return new AssayException(
        "%s: %s %s; use the tokenizer that belongs to the checkpoint, as transformers saves it."
            .formatted(where, what, clause));
  }

  /** Refuses fields that are not among these. */
  Fields only(String... known) {
    Set<String> names = Set.of(known);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!names.contains(entry.getKey())) {
        throw refused("has the field %s, which is not supported".formatted(quoted(entry.getKey())));
      }
    }
    return this;
  }

  String where() {
    return where;
  }

  boolean has(String key) {
    return !node.path(key).isMissingNode() && !node.path(key).isNull();
  }

  JsonNode get(String key) {
    return node.path(key);
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw refused("gives no text as %s".formatted(key));
    }
    return value.textValue();
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isBoolean()) {
      throw refused("gives neither true nor false as %s".formatted(key));
    }
    return value.booleanValue();
  }

  boolean flag(String key, boolean usual) {
    return has(key) ? flag(key) : usual;
  }

  Optional<Boolean> optionalFlag(String key) {
    return has(key) ? Optional.of(flag(key)) : Optional.empty();
  }

  int whole(String key, int least, int most) {
    return whole(node.path(key), key, least, most);
  }

  /** An element as a whole number within bounds. */
  int whole(JsonNode value, String key, int least, int most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw refused(
          "gives no whole number from %s to %s as %s".formatted(least, most, quoted(key)));
    }
    return value.intValue();
  }

  JsonNode array(String key) {
    JsonNode value = node.path(key);
    if (!value.isArray()) {
      throw refused("gives no list as %s".formatted(key));
    }
    return value;
  }

  /** The objects of a list. */
  List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(key)) {
      objects.add(of(element, what, where));
    }
    return objects;
  }

  /** One of these words. */
  String choice(String key, String... words) {
    String value = text(key);
    if (!Set.of(words).contains(value)) {
      throw refused("gives %s as %s".formatted(quoted(value), key));
    }
    return value;
  }

  static String plain(String text) {
    return Quoted.plain(text);
  }

  static String quoted(String text) {
    return Quoted.of(text);
  }
}
