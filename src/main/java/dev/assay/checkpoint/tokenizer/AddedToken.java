package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;

/**
 * A piece that is looked for in a text before the text is cut, such as [MASK].
 *
 * @param content how it is written
 * @param singleWord whether it is met only as a whole word
 * @param lstrip whether it swallows blanks to its left
 * @param rstrip whether it swallows blanks to its right
 * @param normalized whether it is looked for in the normalised text
 * @param special whether it stands for no text
 */
record AddedToken(
    String content,
    boolean singleWord,
    boolean lstrip,
    boolean rstrip,
    boolean normalized,
    boolean special) {

  /** As transformers makes it of a special token that is named by its content alone. */
  static AddedToken special(String content) {
    return new AddedToken(content, false, false, false, false, true);
  }

  /**
   * @param special whether it is named as one of the tokenizer's special tokens, whatever it says
   *     of itself
   */
  static AddedToken of(JsonNode json, boolean special, String where) {
    Fields fields = Fields.of(json, "an added token", where);
    boolean isSpecial = special || fields.flag("special", false);
    return new AddedToken(
        fields.text("content"),
        fields.flag("single_word", false),
        fields.flag("lstrip", false),
        fields.flag("rstrip", false),
        fields.flag("normalized", !isSpecial),
        isSpecial);
  }

  AddedToken asSpecial() {
    return new AddedToken(content, singleWord, lstrip, rstrip, normalized, true);
  }

  /** Swallows blanks to its left, as the masks of RoBERTa's kin do. */
  AddedToken strippingLeft() {
    return new AddedToken(content, singleWord, true, rstrip, normalized, special);
  }

  /** As tokenizer.json has it. */
  ObjectNode toJson(int id) {
    ObjectNode json = Json.newObject();
    json.put("id", id);
    json.put("content", content);
    json.put("single_word", singleWord);
    json.put("lstrip", lstrip);
    json.put("rstrip", rstrip);
    json.put("normalized", normalized);
    json.put("special", special);
    return json;
  }
}
