package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.Set;

/**
 * The part of a tokenizer that changes a text before it is cut: lower case, accents, Unicode's
 * normal forms.
 *
 * @param known the part as the native library gets it; null in JSON if there is none
 * @param mapsCharacters whether it maps characters by a table that the file brings along
 */
record TokenizerNormalizer(JsonNode known, boolean mapsCharacters, String where) {
  /** More than any published tokenizer has in a row. */
  private static final int MOST_IN_A_ROW = 16;

  /** Of published tokenizers. Others could take time without bounds, and end the process then. */
  private static final Set<String> PATTERNS =
      Set.of(" {2,}", "\\s+", "\\s{2,}", "\\s{2,}|[\\n\\r\\t]");

  private static final Set<String> WITHOUT_FIELDS =
      Set.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt", "ByteLevel");

  static TokenizerNormalizer of(JsonNode json, String where) {
    if (json.isMissingNode() || json.isNull()) {
      return new TokenizerNormalizer(Json.newObject().nullNode(), false, where);
    }
    Fields fields = Fields.of(json, "its normalizer", where);
    if (!fields.text("type").equals("Sequence")) {
      return new TokenizerNormalizer(one(fields), isTable(fields), where);
    }
    fields.only("type", "normalizers");
    List<Fields> members = fields.objects("normalizers");
    if (members.size() > MOST_IN_A_ROW
        || members.stream().filter(TokenizerNormalizer::isTable).count() > 1) {
      throw fields.refused("is longer than any that is published");
    }
    ObjectNode known = Json.newObject();
    known.put("type", "Sequence");
    ArrayNode row = known.putArray("normalizers");
    members.forEach(member -> row.add(one(member)));
    return new TokenizerNormalizer(
        known, members.stream().anyMatch(TokenizerNormalizer::isTable), where);
  }

  private static boolean isTable(Fields fields) {
    return fields.text("type").equals("Precompiled");
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
      case "BertNormalizer" -> {
        fields.only("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
        known.put("clean_text", fields.flag("clean_text"));
        known.put("handle_chinese_chars", fields.flag("handle_chinese_chars"));
        fields.optionalFlag("strip_accents").ifPresent(flag -> known.put("strip_accents", flag));
        known.put("lowercase", fields.flag("lowercase"));
      }
      case "Strip" -> {
        fields.only("type", "strip_left", "strip_right");
        known.put("strip_left", fields.flag("strip_left"));
        known.put("strip_right", fields.flag("strip_right"));
      }
      case "Prepend" -> {
        fields.only("type", "prepend");
        known.put("prepend", shortText(fields, "prepend", 1));
      }
      case "Replace" -> replace(fields, known);
      case "Precompiled" -> {
        fields.only("type", "precompiled_charsmap");
        known.put(
            "precompiled_charsmap",
            CharsMap.checked(fields.text("precompiled_charsmap"), fields).base64());
      }
      default ->
          throw fields.refused(
              "is of the type %s, which is not supported".formatted(Fields.quoted(type)));
    }
    return known;
  }

  private static void replace(Fields fields, ObjectNode known) {
    fields.only("type", "pattern", "content");
    ObjectNode pattern = pattern(fields, PATTERNS);
    // What makes texts longer could do so again and again.
    int most = pattern.path("String").asText("x").length();
    known.put("content", shortText(fields, "content", most));
    known.set("pattern", pattern);
  }

  private static String shortText(Fields fields, String key, int most) {
    String text = fields.text(key);
    if (text.length() > most) {
      throw fields.refused("gives as %s more than %s characters".formatted(key, most));
    }
    return text;
  }

  /**
   * What a normalizer or pre-tokenizer looks for: a text, or one of these regular expressions.
   *
   * @param known the regular expressions
   */
  static ObjectNode pattern(Fields fields, Set<String> known) {
    Fields pattern = Fields.of(fields.get("pattern"), "a pattern of it", fields.where());
    pattern.only("String", "Regex");
    ObjectNode json = Json.newObject();
    if (pattern.has("String")) {
      String text = pattern.text("String");
      if (text.isEmpty()) {
        throw pattern.refused("is empty");
      }
      return json.put("String", text);
    }
    String regex = pattern.text("Regex");
    if (!known.contains(regex)) {
      throw pattern.refused(
          "is the regular expression %s, which no published encoder's tokenizer has and which is not supported"
              .formatted(Fields.quoted(regex)));
    }
    return json.put("Regex", regex);
  }

  /**
   * Refuses an added token that is looked for in the normalised text where the normalizer might
   * leave nothing of it: nothing would then be found everywhere, in the middle of characters too.
   */
  void requireLeaves(AddedToken token) {
    if (token.content().isBlank() && token.lstrip()) {
      throw refused(token);
    }
    if (!token.normalized() || known.isNull()) {
      return;
    }
    boolean leaves;
    if (mapsCharacters) {
      // The table is known to leave these, unless it takes them together with what follows.
      leaves = token.content().matches("(?s).*[!-~](\\p{ASCII}.*)?");
    } else if (Set.of("NFC", "NFD", "NFKC", "NFKD").contains(known.path("type").asText())) {
      leaves = true;
    } else {
      leaves = token.content().codePoints().anyMatch(TokenizerNormalizer::survives);
    }
    if (!leaves) {
      throw refused(token);
    }
  }

  private AssayException refused(AddedToken token) {
    return new AssayException(
        "%s adds the token %s, of which its normalizer may leave nothing; use the tokenizer that belongs to the checkpoint, as transformers saves it."
            .formatted(where, Fields.quoted(token.content())));
  }

  private static boolean survives(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.CONNECTOR_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }
}
