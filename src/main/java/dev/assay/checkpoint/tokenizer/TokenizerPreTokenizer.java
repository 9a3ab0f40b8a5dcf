package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import java.util.List;
import java.util.Set;

/** The part of a tokenizer that cuts a text into words before these are cut into pieces. */
final class TokenizerPreTokenizer {
  private static final int MOST_IN_A_ROW = 16;

  /** GPT-2's, which byte pairs mostly come with, and blanks. */
  private static final Set<String> PATTERNS =
      Set.of(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          "\\s+");

  private static final Set<String> WITHOUT_FIELDS =
      Set.of("BertPreTokenizer", "Whitespace", "WhitespaceSplit");

  private static final String[] BEHAVIOURS = {
    "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"
  };

  private TokenizerPreTokenizer() {}

  /** As the native library gets it; null in JSON if there is none. */
  static JsonNode known(JsonNode json, String where) {
    if (json.isMissingNode() || json.isNull()) {
      return Json.newObject().nullNode();
    }
    Fields fields = Fields.of(json, "its pre_tokenizer", where);
    if (!fields.text("type").equals("Sequence")) {
      return one(fields);
    }
    fields.only("type", "pretokenizers");
    List<Fields> members = fields.objects("pretokenizers");
    if (members.size() > MOST_IN_A_ROW) {
      throw fields.refused("is longer than any that is published");
    }
    ObjectNode known = Json.newObject();
    known.put("type", "Sequence");
    ArrayNode row = known.putArray("pretokenizers");
    members.forEach(member -> row.add(one(member)));
    return known;
  }

  private static ObjectNode one(Fields fields) {
    String type = fields.text("type");
    ObjectNode known = Json.newObject();
    known.put("type", type);
    if (WITHOUT_FIELDS.contains(type)) {
      fields.only("type");
      return known;
    }
    switch (type) {
      case "ByteLevel" -> byteLevel(fields, known);
      case "Metaspace" -> metaspace(fields, known);
      case "Punctuation" -> {
        fields.only("type", "behavior");
        if (fields.has("behavior")) {
          known.put("behavior", fields.choice("behavior", BEHAVIOURS));
        }
      }
      case "Digits" -> {
        fields.only("type", "individual_digits");
        known.put("individual_digits", fields.flag("individual_digits"));
      }
      case "Split" -> {
        fields.only("type", "pattern", "behavior", "invert");
        known.set("pattern", TokenizerNormalizer.pattern(fields, PATTERNS));
        known.put("behavior", fields.choice("behavior", BEHAVIOURS));
        known.put("invert", fields.flag("invert"));
      }
      default ->
          throw fields.refused(
              "is of the type %s, which is not supported".formatted(Fields.quoted(type)));
    }
    return known;
  }

  /** Also a post-processor, which then only says where tokens stand in the text. */
  static void byteLevel(Fields fields, ObjectNode known) {
    fields.only("type", "add_prefix_space", "trim_offsets", "use_regex");
    known.put("add_prefix_space", fields.flag("add_prefix_space"));
    known.put("trim_offsets", fields.flag("trim_offsets"));
    known.put("use_regex", fields.flag("use_regex", true));
  }

  private static void metaspace(Fields fields, ObjectNode known) {
    fields.only("type", "replacement", "add_prefix_space", "prepend_scheme", "split", "str_rep");
    String replacement = fields.text("replacement");
    if (replacement.codePointCount(0, replacement.length()) != 1) {
      throw fields.refused("gives not one character as replacement");
    }
    String scheme =
        fields.has("prepend_scheme")
            ? fields.choice("prepend_scheme", "first", "never", "always")
            : "always";
    if (!fields.flag("add_prefix_space", true) && !scheme.equals("never")) {
      throw fields.refused("sets add_prefix_space to false, but its prepend_scheme is not never");
    }
    known.put("replacement", replacement);
    known.put("prepend_scheme", scheme);
    known.put("split", fields.flag("split", true));
  }
}
