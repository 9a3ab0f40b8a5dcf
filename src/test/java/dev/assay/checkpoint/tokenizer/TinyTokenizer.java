package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tokenizer.json of each kind with a vocabulary that fits on a page. */
public enum TinyTokenizer {
  /** BERT's. */
  WORD_PIECE(
"""
{"version": "1.0", "truncation": null, "padding": null,
 "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
  "strip_accents": null, "lowercase": true},
 "pre_tokenizer": {"type": "BertPreTokenizer"},
 "post_processor": {"type": "TemplateProcessing",
  "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
   {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
  "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
   {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
   {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
  "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
   "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
 "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
 "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
  "max_input_chars_per_word": 100,
  "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "the": 5, "cat": 6,
   "sat": 7, "##s": 8}}}
""",
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")),

  /** RoBERTa's: a character of the vocabulary is a byte, Ġ a blank. */
  BYTE_PAIRS(
"""
{"version": "1.0", "normalizer": null,
 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
 "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
  "trim_offsets": true, "add_prefix_space": false},
 "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true},
 "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
  "end_of_word_suffix": "", "fuse_unk": false,
  "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 4, "t": 5, "h": 6, "e": 7, "Ġ": 8,
   "c": 9, "a": 10, "s": 11, "Ã": 12, "©": 13, "th": 14, "the": 15, "Ġc": 16, "Ġca": 17, "Ġcat": 18},
  "merges": ["t h", "th e", "Ġ c", "Ġc a", "Ġca t"]}}
""",
      List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>")),

  /** XLM-RoBERTa's: ▁ is a blank, and the best way through a word is that of the highest sum. */
  UNIGRAMS(
"""
{"version": "1.0", "normalizer": {"type": "NFKC"},
 "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
  {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true}]},
 "post_processor": {"type": "TemplateProcessing",
  "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
   {"SpecialToken": {"id": "</s>", "type_id": 0}}],
  "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
   {"SpecialToken": {"id": "</s>", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}},
   {"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
  "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
   "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
 "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
 "model": {"type": "Unigram", "unk_id": 3,
  "vocab": [["<s>", 0], ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["<mask>", 0], ["▁the", -3],
   ["▁c", -5], ["▁cat", -4.5], ["at", -1], ["▁", -2], ["s", -6], ["fi", -7]]}}
""",
      List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>"));

  private final String text;
  private final String special;

  TinyTokenizer(String text, List<String> special) {
    this.text = text;
    this.special = String.join(" ", special);
  }

  public ObjectNode json() {
    try {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(text);
      ArrayNode added = json.putArray("added_tokens");
      int id = 0;
      for (String content : special.split(" ", -1)) {
        AddedToken token = AddedToken.special(content);
        added.add((content.equals("<mask>") ? token.strippingLeft() : token).toJson(id++));
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** "A" becomes "a": a root, whose child for "A" has a leaf that points to the text. */
  public static byte[] charsMap() {
    int units = 768;
    ByteBuffer table = ByteBuffer.allocate(4 + 4 * units + 2).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(4 * units);
    int[] array = new int[units];
    array[0] = 256 << 10; // the root's children are at 256 ^ label
    int child = 256 ^ 'A';
    array[child] = 'A' | 1 << 8 | (child ^ 512) << 10; // its own are at 512 ^ label
    array[512] = 1 << 31; // the value 0
    for (int unit : array) {
      table.putInt(unit);
    }
    table.put("a\0".getBytes(StandardCharsets.UTF_8));
    return table.array();
  }
}
