package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.checkpoint.tokenizer.TokenizerSettings.Addition;
import dev.assay.file.Json;
import dev.assay.file.Sha256;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tokenizer as tokenizer.json describes it, with what the files beside it change, as transformers
 * makes it of them. What is handed to the native library is written here anew, of parts that are
 * known: whatever the library does not expect makes it end the process.
 */
final class TokenizerJson {
  /** What changes no id: how texts are cut and filled up is switched off, decoding is not done. */
  private static final List<String> WITHOUT_INFLUENCE =
      List.of("version", "truncation", "padding", "decoder");

  /** Adding tokens takes time with the square of their number; none has more. */
  private static final int MOST_ADDED = 10_000;

  private final String where;
  private final ObjectNode json;
  private final TokenizerModel model;
  private final String known;
  private final Optional<String> mask;
  private Optional<String> sha256 = Optional.empty();

  /**
   * @param json what the file says; it becomes this object's own
   * @param where the file it is or was made from, for errors
   * @throws AssayException if a part of it is missing, damaged or not supported
   */
  TokenizerJson(ObjectNode json, Optional<TokenizerSettings> settings, String where) {
    this.where = where;
    this.json = json;
    json.remove(WITHOUT_INFLUENCE);
    this.model = TokenizerModel.of(json.path("model"), where);
    List<AddedToken> added = addOwn();
    settings.ifPresent(s -> addOthers(s, added));
    settings.ifPresent(s -> TokenizerOverrides.apply(s, json, where));
    this.known = known(added);
    this.mask =
        settings.map(s -> s.special("mask")).orElse(TokenizerKind.BERT.usual("mask")).stream()
            .filter(piece -> model.pieces().id(piece).isPresent())
            .findFirst();
  }

  private List<AddedToken> addOwn() {
    JsonNode entries = json.path("added_tokens");
    if (entries.size() > MOST_ADDED) {
      throw new AssayException(
          "%s adds %s tokens to its vocabulary; supported are up to %s."
              .formatted(where, entries.size(), MOST_ADDED));
    }
    List<AddedToken> added = new ArrayList<>();
    for (JsonNode entry : entries) {
      AddedToken token = AddedToken.of(entry, false, where);
      Fields fields = Fields.of(entry, "an added token", where);
      if (token.content().isEmpty()) {
        throw fields.refused("is empty");
      }
      if (added.stream().anyMatch(other -> other.content().equals(token.content()))) {
        throw fields.refused("is there twice: " + Fields.quoted(token.content()));
      }
      model.pieces().add(token.content(), fields.whole("id", 0, Integer.MAX_VALUE - 1));
      added.add(token);
    }
    return added;
  }

  private void addOthers(TokenizerSettings settings, List<AddedToken> added) {
    List<Addition> additions = settings.additions(List.copyOf(added));
    if (additions.isEmpty()) {
      return;
    }
    ArrayNode entries =
        json.path("added_tokens") instanceof ArrayNode array
            ? array
            : json.putArray("added_tokens");
    for (Addition addition : additions) {
      AddedToken token = addition.token();
      if (token.content().isEmpty() || entries.size() >= MOST_ADDED) {
        throw new AssayException(
            "%s adds an empty token, or more than %s; use the files that belong to the checkpoint."
                .formatted(settings.file(), MOST_ADDED));
      }
      int id =
          addition.id().isPresent()
              ? model.pieces().add(token.content(), addition.id().getAsInt())
              : model.pieces().add(token.content());
      entries.add(token.toJson(id));
      added.add(token);
    }
  }

  /** What the native library gets: known parts alone, and no more than they take. */
  private String known(List<AddedToken> added) {
    ObjectNode parts = Json.newObject();
    parts.put("version", "1.0");
    parts.putNull("truncation");
    parts.putNull("padding");
    ArrayNode tokens = parts.putArray("added_tokens");
    TokenizerNormalizer normalizer = TokenizerNormalizer.of(json.path("normalizer"), where);
    for (AddedToken token : added) {
      normalizer.requireLeaves(token);
      tokens.add(token.toJson(model.pieces().id(token.content()).orElseThrow()));
    }
    parts.set("normalizer", normalizer.known());
    parts.set("pre_tokenizer", TokenizerPreTokenizer.known(json.path("pre_tokenizer"), where));
    parts.set(
        "post_processor",
        TokenizerPostProcessor.known(json.path("post_processor"), model.pieces(), where));
    parts.putNull("decoder");
    parts.set("model", model.known());
    StringBuilder text = new StringBuilder();
    Json.append(parts, text);
    return text.toString();
  }

  /** For the native library. */
  String known() {
    return known;
  }

  /** The mask, if the vocabulary has it. */
  Optional<String> mask() {
    return mask;
  }

  /** What stands for all that the vocabulary cannot spell, if anything does. */
  Optional<String> unknown() {
    return model.unknown();
  }

  String where() {
    return where;
  }

  /** Every piece by its id, the special ones included. */
  Pieces pieces() {
    return model.pieces();
  }

  /** Of the JSON without what changes no id, with sorted keys and without nulls. */
  synchronized String sha256() {
    if (sha256.isEmpty()) {
      StringBuilder canonical = new StringBuilder();
      write(json, canonical);
      sha256 = Optional.of(Sha256.of(canonical.toString()));
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
