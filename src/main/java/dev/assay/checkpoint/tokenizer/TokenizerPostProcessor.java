package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a tokenizer that puts special tokens around and between texts. */
final class TokenizerPostProcessor {
  private static final int MOST_IN_A_ROW = 16;

  private final Pieces pieces;
  private final String where;
  private int surrounding = 0;

  private TokenizerPostProcessor(Pieces pieces, String where) {
    this.pieces = pieces;
    this.where = where;
  }

  /**
   * As the native library gets it.
   *
   * @param pieces what special tokens may be, with their ids
   * @throws AssayException also if it does not put one token before and one after a text
   */
  static ObjectNode known(JsonNode json, Pieces pieces, String where) {
    TokenizerPostProcessor reader = new TokenizerPostProcessor(pieces, where);
    if (json.isMissingNode() || json.isNull()) {
      throw reader.unusual(Fields.of(Json.newObject(), "the tokenizer", where));
    }
    Fields fields = Fields.of(json, "its post_processor", where);
    ObjectNode known =
        fields.text("type").equals("Sequence") ? reader.row(fields) : reader.one(fields);
    if (reader.surrounding != 1) {
      throw reader.unusual(fields);
    }
    return known;
  }

  private AssayException unusual(Fields fields) {
    return fields.refused(
        "does not put one token before and one after a text, as BERT's [CLS] and [SEP]");
  }

  private ObjectNode row(Fields fields) {
    fields.only("type", "processors");
    List<Fields> members = fields.objects("processors");
    if (members.size() > MOST_IN_A_ROW) {
      throw fields.refused("is longer than any that is published");
    }
    ObjectNode known = Json.newObject();
    known.put("type", "Sequence");
    ArrayNode row = known.putArray("processors");
    members.forEach(member -> row.add(one(member)));
    return known;
  }

  private ObjectNode one(Fields fields) {
    String type = fields.text("type");
    ObjectNode known = Json.newObject();
    known.put("type", type);
    switch (type) {
      case "ByteLevel" -> TokenizerPreTokenizer.byteLevel(fields, known);
      case "BertProcessing" -> {
        fields.only("type", "sep", "cls");
        around(fields, known);
      }
      case "RobertaProcessing" -> {
        fields.only("type", "sep", "cls", "trim_offsets", "add_prefix_space");
        around(fields, known);
        known.put("trim_offsets", fields.flag("trim_offsets"));
        known.put("add_prefix_space", fields.flag("add_prefix_space"));
      }
      case "TemplateProcessing" -> template(fields, known);
      default ->
          throw fields.refused(
              "is of the type %s, which is not supported".formatted(Fields.quoted(type)));
    }
    return known;
  }

  private void around(Fields fields, ObjectNode known) {
    surrounding++;
    for (String key : List.of("sep", "cls")) {
      JsonNode pair = fields.array(key);
      if (pair.size() != 2 || !pair.path(0).isTextual()) {
        throw fields.refused("gives no token and its id as " + key);
      }
      String piece = pair.path(0).textValue();
      known.putArray(key).add(piece).add(id(fields, piece, pair.path(1)));
    }
  }

  private int id(Fields fields, String piece, JsonNode said) {
    int id = fields.whole(said, piece, 0, Integer.MAX_VALUE - 1);
    if (!pieces.id(piece).map(known -> known == id).orElse(false)) {
      throw fields.refused(
          "gives %s the id %s, which is not its id in the vocabulary"
              .formatted(Fields.quoted(piece), id));
    }
    return id;
  }

  private void template(Fields fields, ObjectNode known) {
    surrounding++;
    fields.only("type", "single", "pair", "special_tokens");
    Map<String, ObjectNode> tokens = specialTokens(fields);
    List<String> single = new ArrayList<>();
    List<String> pair = new ArrayList<>();
    known.set("single", template(fields, "single", tokens, single));
    known.set("pair", template(fields, "pair", tokens, pair));
    if (!single.equals(List.of("special", "A", "special"))) {
      throw unusual(fields);
    }
    if (!pair.stream().filter(part -> !part.equals("special")).toList().equals(List.of("A", "B"))) {
      throw fields.refused("does not take both texts of a pair once, the first one first");
    }
    ObjectNode special = known.putObject("special_tokens");
    tokens.forEach(special::set);
  }

  private Map<String, ObjectNode> specialTokens(Fields fields) {
    Map<String, ObjectNode> tokens = new LinkedHashMap<>();
    Fields.of(fields.get("special_tokens"), "its special_tokens", where);
    for (Map.Entry<String, JsonNode> entry : fields.get("special_tokens").properties()) {
      Fields token = Fields.of(entry.getValue(), "its special_tokens", where);
      token.only("id", "ids", "tokens");
      JsonNode written = token.array("tokens");
      if (written.size() != 1
          || token.array("ids").size() != 1
          || !written.path(0).isTextual()
          || !token.text("id").equals(entry.getKey())) {
        throw token.refused(
            "do not give one token and its id for " + Fields.quoted(entry.getKey()));
      }
      String piece = written.path(0).textValue();
      ObjectNode known = Json.newObject();
      known.put("id", entry.getKey());
      known.putArray("ids").add(id(fields, piece, token.array("ids").path(0)));
      known.putArray("tokens").add(piece);
      tokens.put(entry.getKey(), known);
    }
    return tokens;
  }

  /**
   * @param parts gets what the template is made of: "special", "A" and "B"
   */
  private static ArrayNode template(
      Fields fields, String key, Map<String, ObjectNode> tokens, List<String> parts) {
    ArrayNode known = Json.newObject().arrayNode();
    if (fields.array(key).size() > MOST_IN_A_ROW) {
      throw fields.refused("is longer than any that is published");
    }
    for (Fields part : fields.objects(key)) {
      part.only("SpecialToken", "Sequence");
      String kind = part.has("Sequence") ? "Sequence" : "SpecialToken";
      Fields named = Fields.of(part.get(kind), "its template", part.where());
      named.only("id", "type_id");
      String id = named.text("id");
      if (kind.equals("Sequence")) {
        parts.add(named.choice("id", "A", "B"));
      } else if (tokens.containsKey(id)) {
        parts.add("special");
      } else {
        throw named.refused(
            "names the token %s, which it does not define".formatted(Fields.quoted(id)));
      }
      ObjectNode piece = Json.newObject();
      piece.putObject(kind).put("id", id).put("type_id", named.whole("type_id", 0, 9));
      known.add(piece);
    }
    return known;
  }
}
