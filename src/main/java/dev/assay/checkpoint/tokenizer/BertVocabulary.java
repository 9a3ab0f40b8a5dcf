package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.file.Utf8;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * BERT's tokenizer as it was published before tokenizer.json: one word piece per line of vocab.txt,
 * its line number its id. It becomes the tokenizer.json that {@code BertConverter} of transformers
 * makes of it.
 */
final class BertVocabulary {
  static final String FILE = "vocab.txt";

  private final Path file;
  private final TokenizerSettings settings;
  private final Map<String, Integer> ids;

  private BertVocabulary(Path file, TokenizerSettings settings) {
    this.file = file;
    this.settings = settings;
    this.ids = ids(file);
  }

  /**
   * @throws AssayException if the vocabulary cannot be read, or is not one that the settings are of
   */
  static TokenizerJson read(Path folder, TokenizerSettings settings) {
    Path file = folder.resolve(FILE);
    if (!settings.kind().setsNormalizer()) {
      throw new AssayException(
          "%s is not enough for the tokenizer that its settings ask for, which is supported only as tokenizer.json; save the tokenizer again with save_pretrained."
              .formatted(file));
    }
    BertVocabulary vocabulary = new BertVocabulary(file, settings);
    vocabulary.requireClearCase();
    return new TokenizerJson(vocabulary.toTokenizerJson(), Optional.of(settings), file.toString());
  }

  private static Map<String, Integer> ids(Path file) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    int id = 0;
    for (String piece : Utf8.decode(StoredFile.bytes(file), file.toString()).lines().toList()) {
      Integer before = ids.put(piece, id++);
      if (before != null) {
        throw new AssayException(
            "%s has the word piece %s on the lines %s and %s; each piece has one id: use the vocabulary that belongs to the checkpoint."
                .formatted(file, Fields.quoted(piece), before + 1, id));
      }
    }
    return ids;
  }

  private void requireClearCase() {
    if (settings.flag("do_lower_case").isPresent()) {
      return;
    }
    ids.keySet().stream()
        .filter(piece -> !piece.startsWith("["))
        .filter(piece -> !piece.equals(piece.toLowerCase(Locale.ROOT)))
        .findFirst()
        .ifPresent(
            piece -> {
              // BERT's default is to lower-case, with which this piece could never be met.
              throw new AssayException(
                  "%s holds %s in upper case, but nothing says whether texts are lower-cased; write {\"do_lower_case\": false} (or true) into %s."
                      .formatted(file, Fields.quoted(piece), settings.file()));
            });
  }

  private ObjectNode toTokenizerJson() {
    String cls = special("cls");
    String sep = special("sep");
    String unk = special("unk");
    ObjectNode json = Json.newObject();
    ArrayNode added = json.putArray("added_tokens");
    Stream.of(cls, sep, unk, special("pad"), special("mask"))
        .distinct()
        .sorted(Comparator.comparing(ids::get))
        .forEach(piece -> added.add(AddedToken.special(piece).toJson(id(piece))));
    ObjectNode normalizer = json.putObject("normalizer");
    normalizer.put("type", "BertNormalizer");
    normalizer.put("clean_text", true);
    normalizer.put("handle_chinese_chars", settings.flag("tokenize_chinese_chars").orElse(true));
    settings.flag("strip_accents").ifPresent(strips -> normalizer.put("strip_accents", strips));
    normalizer.put("lowercase", settings.flag("do_lower_case").orElse(true));
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    template(json.putObject("post_processor"), cls, sep);
    ObjectNode model = json.putObject("model");
    model.put("type", "WordPiece");
    model.put("unk_token", unk);
    model.put("continuing_subword_prefix", "##");
    model.put("max_input_chars_per_word", 100);
    ObjectNode vocabulary = model.putObject("vocab");
    ids.forEach(vocabulary::put);
    return json;
  }

  private void template(ObjectNode processor, String cls, String sep) {
    processor.put("type", "TemplateProcessing");
    ArrayNode single = processor.putArray("single");
    single.add(part("SpecialToken", cls, 0));
    single.add(part("Sequence", "A", 0));
    single.add(part("SpecialToken", sep, 0));
    ArrayNode pair = processor.putArray("pair");
    pair.add(part("SpecialToken", cls, 0));
    pair.add(part("Sequence", "A", 0));
    pair.add(part("SpecialToken", sep, 0));
    if (settings.kind() == TokenizerKind.MPNET) {
      pair.add(part("SpecialToken", sep, 0)); // MPNetConverter has it twice
    }
    pair.add(part("Sequence", "B", 1));
    pair.add(part("SpecialToken", sep, 1));
    ObjectNode tokens = processor.putObject("special_tokens");
    for (String piece : List.of(cls, sep)) {
      ObjectNode token = tokens.putObject(piece);
      token.put("id", piece);
      token.putArray("ids").add(id(piece));
      token.putArray("tokens").add(piece);
    }
  }

  private static ObjectNode part(String kind, String id, int segment) {
    ObjectNode part = Json.newObject();
    part.putObject(kind).put("id", id).put("type_id", segment);
    return part;
  }

  private String special(String role) {
    String piece =
        settings
            .special(role)
            .orElseThrow(
                () ->
                    new AssayException(
                        "%s names no %s_token, without which there is no BERT tokenizer; use the settings that belong to the checkpoint."
                            .formatted(settings.file(), role)));
    if (!ids.containsKey(piece)) {
      throw new AssayException(
          "%s lacks the special token %s; use the vocabulary that belongs to the checkpoint, or name its special tokens in %s."
              .formatted(file, Fields.plain(piece), settings.file()));
    }
    return piece;
  }

  private int id(String piece) {
    return ids.getOrDefault(piece, -1);
  }
}
