package dev.assay.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.trace.AssayException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * BERT's tokenizer as it was published before tokenizer.json: one word piece per line of vocab.txt,
 * its line number its id, and how texts are prepared in tokenizer_config.json.
 */
final class BertVocabulary {
  private static final Set<String> CLASSES =
      Set.of(
          "BertTokenizer", "BertTokenizerFast", "DistilBertTokenizer", "DistilBertTokenizerFast");

  private final Path file;
  private final Path settingsFile;
  private final JsonNode settings;
  private final Map<String, Integer> ids;

  private BertVocabulary(Path file, Path settingsFile, JsonNode settings) {
    this.file = file;
    this.settingsFile = settingsFile;
    this.settings = settings;
    this.ids = ids(file);
  }

  static BertVocabulary read(Path folder) {
    Path file = folder.resolve("vocab.txt");
    Path settings = folder.resolve("tokenizer_config.json");
    if (!Files.exists(file)) {
      throw new AssayException(
          "%s holds neither tokenizer.json nor vocab.txt; copy the checkpoint's tokenizer there."
              .formatted(folder));
    }
    Path added = folder.resolve("added_tokens.json");
    if (Files.exists(added)) {
      throw new AssayException(
          "%s adds to vocab.txt, which is supported only in a tokenizer.json; save the tokenizer again as AutoTokenizer."
              .formatted(added));
    }
    BertVocabulary vocabulary =
        new BertVocabulary(
            file, settings, Files.exists(settings) ? Json.object(settings) : Json.newObject());
    vocabulary.requireSupported();
    return vocabulary;
  }

  private static Map<String, Integer> ids(Path file) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    String text = new String(StoredFile.bytes(file), StandardCharsets.UTF_8);
    int id = 0;
    for (String piece : text.lines().toList()) {
      ids.put(piece, id++);
    }
    return ids;
  }

  private void requireSupported() {
    String tokenizerClass = settings.path("tokenizer_class").asText("BertTokenizer");
    if (!CLASSES.contains(tokenizerClass)) {
      throw new AssayException(
          "%s asks for the tokenizer %s, which is supported only as tokenizer.json; supported with vocab.txt are BertTokenizer and DistilBertTokenizer."
              .formatted(settingsFile, tokenizerClass));
    }
    if (!settings.path("do_basic_tokenize").asBoolean(true)) {
      throw new AssayException(
          "%s sets do_basic_tokenize to false, which is not supported; supply a tokenizer.json."
              .formatted(settingsFile));
    }
    if (!settings.has("do_lower_case")) {
      ids.keySet().stream()
          .filter(piece -> !piece.startsWith("["))
          .filter(piece -> !piece.equals(piece.toLowerCase(Locale.ROOT)))
          .findFirst()
          .ifPresent(
              piece -> {
                // BERT's default is to lower-case, with which this piece could never be met.
                throw new AssayException(
                    "%s holds '%s' in upper case, but nothing says whether texts are lower-cased; write {\"do_lower_case\": false} (or true) into %s."
                        .formatted(file, piece, settingsFile));
              });
    }
  }

  TokenizerJson toTokenizerJson() {
    boolean lowerCase = settings.path("do_lower_case").asBoolean(true);
    String cls = special("cls_token", "[CLS]");
    String sep = special("sep_token", "[SEP]");
    String unk = special("unk_token", "[UNK]");
    Set<String> special =
        Set.copyOf(
            List.of(cls, sep, unk, special("pad_token", "[PAD]"), special("mask_token", "[MASK]")));
    String json =
        """
        {"version": "1.0", "truncation": null, "padding": null,
        "added_tokens": [%s],
        "normalizer": {"type": "BertNormalizer", "clean_text": true,
         "handle_chinese_chars": %b, "strip_accents": %s, "lowercase": %b},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing",
         "single": [%s, %s, %s],
         "pair": [%s, %s, %s, %s, %s],
         "special_tokens": {%s, %s}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
        "model": {"type": "WordPiece", "unk_token": %s, "continuing_subword_prefix": "##",
         "max_input_chars_per_word": 100, "vocab": {%s}}}
        """
            .formatted(
                addedTokens(special),
                settings.path("tokenize_chinese_chars").asBoolean(true),
                settings.path("strip_accents").asText("null"),
                lowerCase,
                templateToken(cls, 0),
                templateText("A", 0),
                templateToken(sep, 0),
                templateToken(cls, 0),
                templateText("A", 0),
                templateToken(sep, 0),
                templateText("B", 1),
                templateToken(sep, 1),
                templateIds(cls),
                templateIds(sep),
                Json.quote(unk),
                ids.entrySet().stream()
                    .map(entry -> Json.quote(entry.getKey()) + ":" + entry.getValue())
                    .collect(Collectors.joining(",")));
    return new TokenizerJson(json.getBytes(StandardCharsets.UTF_8), file.toString());
  }

  /** A special token as the settings spell it, in either of the two forms they have for it. */
  private String special(String key, String usual) {
    JsonNode named = settings.path(key);
    String piece = named.path("content").asText(named.asText(usual));
    if (!ids.containsKey(piece)) {
      throw new AssayException(
          "%s lacks the special token %s; use the vocabulary that belongs to the checkpoint."
              .formatted(file, piece));
    }
    return piece;
  }

  private int id(String piece) {
    return ids.getOrDefault(piece, -1);
  }

  private String addedTokens(Set<String> special) {
    List<String> byId = new ArrayList<>(special);
    byId.sort(Comparator.comparingInt(this::id));
    // Numbers as %s, here and below: %d would write them in the digits of the user's language.
    return byId.stream()
        .map(
            piece ->
                "{\"id\": %s, \"content\": %s, \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": true}"
                    .formatted(id(piece), Json.quote(piece)))
        .collect(Collectors.joining(", "));
  }

  private static String templateToken(String piece, int typeId) {
    return "{\"SpecialToken\": {\"id\": %s, \"type_id\": %s}}".formatted(Json.quote(piece), typeId);
  }

  private static String templateText(String which, int typeId) {
    return "{\"Sequence\": {\"id\": \"%s\", \"type_id\": %s}}".formatted(which, typeId);
  }

  private String templateIds(String piece) {
    return "%1$s: {\"id\": %1$s, \"ids\": [%2$s], \"tokens\": [%1$s]}"
        .formatted(Json.quote(piece), id(piece));
  }
}
