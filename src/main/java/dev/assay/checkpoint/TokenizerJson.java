package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The text of a tokenizer.json. It is looked into only when asked, which most runs never do. */
final class TokenizerJson {
  /** What changes no id: how texts are cut and filled up is switched off, decoding is not done. */
  private static final List<String> WITHOUT_INFLUENCE =
      List.of("version", "truncation", "padding", "decoder");

  private final byte[] utf8;
  private final String where;
  private Optional<Map<Integer, String>> pieces = Optional.empty();
  private Optional<String> sha256 = Optional.empty();

  /**
   * @param where the file it is or was made from, for errors
   */
  TokenizerJson(byte[] utf8, String where) {
    this.utf8 = utf8;
    this.where = where;
  }

  byte[] utf8() {
    return utf8;
  }

  String where() {
    return where;
  }

  /** Every word piece by its id, the special ones included. */
  synchronized Map<Integer, String> pieces() {
    if (pieces.isEmpty()) {
      pieces = Optional.of(readPieces());
    }
    return pieces.orElseThrow();
  }

  private Map<Integer, String> readPieces() {
    ObjectNode json = Json.object(utf8, where);
    JsonNode entries = json.path("model").path("vocab");
    if (!entries.isObject()) {
      throw new AssayException(
          "%s has no vocabulary of word pieces; supported are tokenizers of the type WordPiece."
              .formatted(where));
    }
    Map<Integer, String> byId = new HashMap<>();
    entries.properties().forEach(entry -> byId.put(entry.getValue().asInt(), entry.getKey()));
    for (JsonNode added : json.path("added_tokens")) {
      byId.put(added.path("id").asInt(), added.path("content").asText());
    }
    return byId;
  }

  /** Of the JSON without what changes no id, with sorted keys and without nulls. */
  synchronized String sha256() {
    if (sha256.isEmpty()) {
      ObjectNode json = Json.object(utf8, where);
      json.remove(WITHOUT_INFLUENCE);
      StringBuilder canonical = new StringBuilder();
      write(json, canonical);
      sha256 = Optional.of(Sha256.of(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return sha256.orElseThrow();
  }

  private static void write(JsonNode node, StringBuilder to) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      sorted.values().removeIf(JsonNode::isNull);
      to.append('{');
      sorted.forEach(
          (key, value) -> {
            to.append(Json.quote(key)).append(':');
            write(value, to);
            to.append(',');
          });
      to.append('}');
    } else if (node.isArray()) {
      to.append('[');
      for (JsonNode element : node) {
        write(element, to);
        to.append(',');
      }
      to.append(']');
    } else {
      to.append(node.isTextual() ? Json.quote(node.textValue()) : node.asText());
    }
  }
}
