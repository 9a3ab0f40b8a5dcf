package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.file.Json;
import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the small files beside a vocabulary say about a tokenizer: tokenizer_config.json,
 * special_tokens_map.json, added_tokens.json and config.json. They are read, and take precedence,
 * as in {@code PreTrainedTokenizerBase._from_pretrained} and {@code
 * PreTrainedTokenizerFast.__init__} of transformers 4: the two older files count only where
 * tokenizer_config.json has no {@code added_tokens_decoder}.
 */
final class TokenizerSettings {
  private final Path folder;
  private final Path file;
  private final Fields settings;
  private final TokenizerKind kind;
  private final SpecialTokens specials;
  private final Map<Integer, AddedToken> decoder = new TreeMap<>();

  /** An added token, and its id where a file says it. */
  record Addition(AddedToken token, OptionalInt id) {}

  private TokenizerSettings(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("tokenizer_config.json");
    ObjectNode json = objectIfThere("tokenizer_config.json");
    this.settings = Fields.of(json, "it", file.toString());
    this.kind = kind(objectIfThere("config.json"));
    this.specials = SpecialTokens.of(json, kind, settings);
    if (settings.has("added_tokens_decoder")) {
      readDecoder();
    } else {
      readOlderFiles();
    }
    requireSupported();
  }

  /**
   * @throws AssayException if one of the files is no JSON object, or asks for a tokenizer, or for
   *     something of it, that cannot be had here
   */
  static TokenizerSettings read(Path folder) {
    return new TokenizerSettings(folder);
  }

  private ObjectNode objectIfThere(String name) {
    Path path = folder.resolve(name);
    return Files.exists(path) ? Json.object(path) : Json.newObject();
  }

  private TokenizerKind kind(JsonNode config) {
    Optional<String> named = settings.optionalText("tokenizer_class");
    Path by = file;
    if (named.isEmpty() && config.path("tokenizer_class").isTextual()) {
      named = Optional.of(config.path("tokenizer_class").textValue());
      by = folder.resolve("config.json");
    }
    Path naming = by;
    return named
        .map(name -> TokenizerKind.ofClass(name).orElseThrow(() -> unsupported(naming, name)))
        .or(() -> TokenizerKind.ofModelType(config.path("model_type").asText()))
        .orElse(TokenizerKind.BERT);
  }

  private static AssayException unsupported(Path naming, String name) {
    return new AssayException(
        "%s asks for the tokenizer %s, which cannot be had here; supported are %s and their Fast forms: if one of them gives the same pieces, save it as tokenizer.json and name it there."
            .formatted(naming, Fields.quoted(name), TokenizerKind.supported()));
  }

  private void readDecoder() {
    JsonNode entries = settings.get("added_tokens_decoder");
    Fields.of(entries, "its added_tokens_decoder", file.toString());
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      decoder.put(id(entry.getKey()), AddedToken.of(entry.getValue(), false, file.toString()));
    }
  }

  private int id(String digits) {
    if (!digits.matches("[0-9]{1,9}")) {
      throw settings.refused(
          "names the id %s in added_tokens_decoder".formatted(Fields.quoted(digits)));
    }
    return Integer.parseInt(digits);
  }

  private void readOlderFiles() {
    specials.addAll(objectIfThere("special_tokens_map.json"));
    Fields added =
        Fields.of(
            objectIfThere("added_tokens.json"),
            "the file",
            folder.resolve("added_tokens.json").toString());
    Set<String> contents = specials.contents();
    for (Map.Entry<String, JsonNode> entry : objectIfThere("added_tokens.json").properties()) {
      int id = added.whole(entry.getValue(), entry.getKey(), 0, Integer.MAX_VALUE - 1);
      boolean special = contents.contains(entry.getKey());
      AddedToken before =
          decoder.put(id, new AddedToken(entry.getKey(), false, false, false, !special, special));
      if (before != null) {
        throw added.refused("gives the id %s twice".formatted(id));
      }
    }
  }

  private void requireSupported() {
    for (String key :
        List.of("split_special_tokens", "from_slow", "add_bos_token", "add_eos_token")) {
      if (settings.flag(key, false)) {
        throw settings.refused("sets %s, which is not supported".formatted(key));
      }
    }
    if (!settings.flag("do_basic_tokenize", true)) {
      throw settings.refused("sets do_basic_tokenize to false, which is not supported");
    }
    if (!settings.get("never_split").isEmpty()) {
      throw settings.refused("lists words in never_split, which is not supported");
    }
    if (settings.get("auto_map").has("AutoTokenizer") || settings.get("auto_map").isArray()) {
      throw settings.refused("names a tokenizer by code of its own (auto_map), which is not run");
    }
  }

  Path file() {
    return file;
  }

  TokenizerKind kind() {
    return kind;
  }

  Optional<Boolean> flag(String key) {
    return settings.optionalFlag(key);
  }

  /** How the special token of a role is written, such as "cls"; empty if it has none. */
  Optional<String> special(String role) {
    return specials.of(role);
  }

  /**
   * What is added to a tokenizer, in order: the tokens that the files number, then the special
   * tokens that are not there yet.
   *
   * @param there the tokens that tokenizer.json adds itself
   */
  List<Addition> additions(List<AddedToken> there) {
    Set<String> contents = specials.contents();
    Map<String, AddedToken> known = new LinkedHashMap<>();
    there.forEach(token -> known.put(token.content(), token));
    List<Addition> additions = new ArrayList<>();
    decoder.forEach(
        (id, token) -> {
          AddedToken added = contents.contains(token.content()) ? token.asSpecial() : token;
          if (!added.equals(known.put(added.content(), added))) {
            additions.add(new Addition(added, OptionalInt.of(id)));
          }
        });
    boolean older = !settings.has("added_tokens_decoder");
    for (AddedToken token : specials.tokens(known, this::isNumbered, older)) {
      if (!token.equals(known.put(token.content(), token))) {
        additions.add(new Addition(token, OptionalInt.empty()));
      }
    }
    return additions;
  }

  private boolean isNumbered(String content) {
    return decoder.values().stream().anyMatch(token -> token.content().equals(content));
  }
}
