package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.util.Optional;

/**
 * Where tokenizer_config.json overrides tokenizer.json, as the classes of transformers 4 do when
 * they are made: {@code BertTokenizerFast.__init__} and {@code MPNetTokenizerFast.__init__} set up
 * the normalizer, {@code PreTrainedTokenizerFast.__init__} the pre-tokenizer's prefix space. Where
 * a setting is not given and the class's own would change what tokenizer.json says, nobody can have
 * meant it, and it is refused.
 */
final class TokenizerOverrides {
  private final TokenizerSettings settings;
  private final String where;

  private TokenizerOverrides(TokenizerSettings settings, String where) {
    this.settings = settings;
    this.where = where;
  }

  static void apply(TokenizerSettings settings, ObjectNode json, String where) {
    TokenizerOverrides overrides = new TokenizerOverrides(settings, where);
    if (settings.kind().setsNormalizer()
        && json.path("normalizer") instanceof ObjectNode normalizer
        && normalizer.path("type").asText().equals("BertNormalizer")) {
      overrides.set(normalizer, "lowercase", "do_lower_case", Optional.of(true));
      overrides.set(normalizer, "strip_accents", "strip_accents", Optional.empty());
      if (settings.kind() == TokenizerKind.BERT) {
        overrides.set(
            normalizer, "handle_chinese_chars", "tokenize_chinese_chars", Optional.of(true));
      }
    }
    if (json.path("pre_tokenizer") instanceof ObjectNode preTokenizer
        && preTokenizer.path("type").asText().equals("ByteLevel")) {
      overrides.set(preTokenizer, "add_prefix_space", "add_prefix_space", Optional.of(false));
    }
  }

  private void set(ObjectNode part, String field, String key, Optional<Boolean> usual) {
    Optional<Boolean> given = settings.flag(key);
    JsonNode before = part.path(field);
    Optional<Boolean> said =
        before.isBoolean() ? Optional.of(before.booleanValue()) : Optional.empty();
    if (given.isEmpty() && !said.equals(usual)) {
      throw new AssayException(
          "%s says %s of %s, but %s does not name %s, for which transformers takes %s; write it there as it is meant."
              .formatted(
                  where,
                  said.map(String::valueOf).orElse("nothing"),
                  field,
                  settings.file(),
                  key,
                  usual.map(String::valueOf).orElse("null")));
    }
    given
        .or(() -> usual)
        .ifPresentOrElse(value -> part.put(field, value), () -> part.putNull(field));
  }
}
