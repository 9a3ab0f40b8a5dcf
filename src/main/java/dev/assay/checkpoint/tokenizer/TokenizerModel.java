package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a tokenizer that cuts words into pieces: word pieces, byte pairs, or sentencepiece's
 * unigrams.
 *
 * @param pieces their ids
 * @param known the part as the native library gets it
 * @param unknown the piece for what it cannot spell
 */
record TokenizerModel(Pieces pieces, ObjectNode known, Optional<String> unknown) {
  /** Words are tried at every pair of places, so that long ones take long. */
  private static final int LONGEST_WORD = 1000;

  static TokenizerModel of(JsonNode json, String where) {
    if (!json.isObject()) {
      throw new AssayException(
          "%s is no tokenizer that can be run: it has no model; download or copy it again."
              .formatted(where));
    }
    Fields fields = Fields.of(json, "its model", where);
    // Files older than the field are of word pieces.
    String type = fields.has("type") ? fields.text("type") : "WordPiece";
    return switch (type) {
      case "WordPiece" -> wordPiece(fields, where);
      case "BPE" -> bytePairs(fields, where);
      case "Unigram" -> unigram(fields, where);
      default ->
          throw fields.refused(
              "is of the type %s; supported are WordPiece, BPE and Unigram"
                  .formatted(Fields.quoted(type)));
    };
  }

  private static TokenizerModel wordPiece(Fields fields, String where) {
    fields.only(
        "type", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab");
    Map<String, Integer> ids = ids(fields);
    ObjectNode known = Json.newObject();
    known.put("type", "WordPiece");
    String unknown = fields.text("unk_token");
    if (!ids.containsKey(unknown)) {
      throw fields.refused(
          "has no piece %s, which stands for what it cannot spell"
              .formatted(Fields.quoted(unknown)));
    }
    known.put("unk_token", unknown);
    known.put("continuing_subword_prefix", fields.text("continuing_subword_prefix"));
    known.put(
        "max_input_chars_per_word", fields.whole("max_input_chars_per_word", 1, LONGEST_WORD));
    known.set("vocab", fields.get("vocab"));
    return new TokenizerModel(new Pieces(ids, where), known, Optional.of(unknown));
  }

  private static Map<String, Integer> ids(Fields fields) {
    Fields.of(fields.get("vocab"), "its vocabulary", fields.where());
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.get("vocab").properties()) {
      ids.put(
          entry.getKey(), fields.whole(entry.getValue(), entry.getKey(), 0, Integer.MAX_VALUE - 1));
    }
    return ids;
  }

  private static TokenizerModel bytePairs(Fields fields, String where) {
    fields.only(
        "type",
        "dropout",
        "unk_token",
        "continuing_subword_prefix",
        "end_of_word_suffix",
        "fuse_unk",
        "byte_fallback",
        "ignore_merges",
        "vocab",
        "merges");
    for (String key : new String[] {"continuing_subword_prefix", "end_of_word_suffix"}) {
      if (!fields.optionalText(key).orElse("").isEmpty()) {
        throw fields.refused("sets %s, which is not supported with byte pairs".formatted(key));
      }
    }
    if (fields.has("dropout") && fields.get("dropout").asDouble(1) != 0) {
      throw fields.refused("sets dropout, with which a text would have other pieces every time");
    }
    Map<String, Integer> ids = ids(fields);
    ObjectNode known = Json.newObject();
    known.put("type", "BPE");
    fields
        .optionalText("unk_token")
        .ifPresent(
            unknown -> {
              if (!ids.containsKey(unknown)) {
                throw fields.refused("has no piece " + Fields.quoted(unknown));
              }
              known.put("unk_token", unknown);
            });
    for (String key : new String[] {"fuse_unk", "byte_fallback", "ignore_merges"}) {
      known.put(key, fields.flag(key, false));
    }
    known.set("vocab", fields.get("vocab"));
    known.set("merges", merges(fields, ids));
    return new TokenizerModel(new Pieces(ids, where), known, fields.optionalText("unk_token"));
  }

  /** As pairs; older files have them in one text with a blank between. */
  private static ArrayNode merges(Fields fields, Map<String, Integer> ids) {
    ArrayNode merges = Json.newObject().arrayNode();
    for (JsonNode merge : fields.array("merges")) {
      String[] pair = {merge.path(0).asText(), merge.path(1).asText()};
      if (merge.isTextual()) {
        if (merge.textValue().startsWith("#version")) {
          continue;
        }
        pair = merge.textValue().split(" ", -1);
      }
      if (pair.length != 2
          || !(merge.isTextual() || merge.size() == 2)
          || !ids.containsKey(pair[0])
          || !ids.containsKey(pair[1])
          || !ids.containsKey(pair[0] + pair[1])) {
        throw fields.refused(
            "merges %s, which are not two pieces that make a third of its vocabulary"
                .formatted(
                    Fields.quoted(merge.isTextual() ? merge.textValue() : merge.toString())));
      }
      merges.add(Json.newObject().arrayNode().add(pair[0]).add(pair[1]));
    }
    return merges;
  }

  private static TokenizerModel unigram(Fields fields, String where) {
    fields.only("type", "unk_id", "vocab", "byte_fallback");
    Map<String, Integer> ids = new LinkedHashMap<>();
    ArrayNode vocabulary = Json.newObject().arrayNode();
    for (JsonNode entry : fields.array("vocab")) {
      JsonNode piece = entry.path(0);
      JsonNode score = entry.path(1);
      if (!piece.isTextual()
          || piece.textValue().isEmpty()
          || !score.isNumber()
          || !Double.isFinite(score.doubleValue())
          || entry.size() != 2) {
        throw fields.refused(
            "has an entry in its vocabulary that is no piece with a score (the one of id %s)"
                .formatted(ids.size()));
      }
      if (ids.put(piece.textValue(), ids.size()) != null) {
        throw fields.refused("has the piece %s twice".formatted(Fields.quoted(piece.textValue())));
      }
      vocabulary.add(Json.newObject().arrayNode().add(piece.textValue()).add(score.doubleValue()));
    }
    ObjectNode known = Json.newObject();
    known.put("type", "Unigram");
    int unknown = fields.whole("unk_id", 0, ids.size() - 1);
    known.put("unk_id", unknown);
    known.put("byte_fallback", fields.flag("byte_fallback", false));
    known.set("vocab", vocabulary);
    Pieces pieces = new Pieces(ids, where);
    return new TokenizerModel(pieces, known, pieces.piece(unknown));
  }
}
