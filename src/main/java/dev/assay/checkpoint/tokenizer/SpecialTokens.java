package dev.assay.checkpoint.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The special tokens that the files beside a vocabulary name: those that have a role, such as
 * "cls", and the others. A role that no file names has the token that is usual for the kind of
 * tokenizer.
 */
final class SpecialTokens {
  private final TokenizerKind kind;
  private final Fields settings;
  private final Map<String, JsonNode> roles = new LinkedHashMap<>();
  private final List<JsonNode> additional = new ArrayList<>();

  private SpecialTokens(TokenizerKind kind, Fields settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /**
   * Those that tokenizer_config.json names.
   *
   * @param settings the same file, which errors name
   */
  static SpecialTokens of(JsonNode config, TokenizerKind kind, Fields settings) {
    SpecialTokens tokens = new SpecialTokens(kind, settings);
    if (!config.has("additional_special_tokens")) {
      kind.usualAdditional().forEach(content -> tokens.additional.add(TextNode.valueOf(content)));
    }
    tokens.addAll(config);
    config.path("extra_special_tokens").forEach(tokens.additional::add);
    return tokens;
  }

  /** Takes in those of special_tokens_map.json as well. */
  void addAll(JsonNode map) {
    for (String role : TokenizerKind.ROLES) {
      take(role, map.path(role + "_token"));
    }
    map.path("additional_special_tokens").forEach(additional::add);
  }

  /** A special token is named by its content, or described; null takes the usual one away. */
  private void take(String role, JsonNode named) {
    if (named.isMissingNode()) {
      return;
    }
    if (!named.isTextual() && !named.isNull() && !named.path("content").isTextual()) {
      throw settings.refused("names no token as %s_token".formatted(role));
    }
    roles.put(role, named);
  }

  /** How the special token of a role is written; empty if it has none. */
  Optional<String> of(String role) {
    return roles.containsKey(role) ? content(roles.get(role)) : kind.usual(role);
  }

  private static Optional<String> content(JsonNode named) {
    return Optional.ofNullable(
        named.isTextual() ? named.textValue() : named.path("content").textValue());
  }

  /** How all of them are written. */
  Set<String> contents() {
    Set<String> contents = new LinkedHashSet<>();
    TokenizerKind.ROLES.forEach(role -> of(role).ifPresent(contents::add));
    additional.forEach(named -> content(named).ifPresent(contents::add));
    return contents;
  }

  /**
   * Those that transformers would add to a tokenizer, in its order.
   *
   * @param known the tokens that were added before, by content
   * @param numbered whether a file gives a token its id
   * @param older whether that file is added_tokens.json, beside which a known token stays as it is
   */
  List<AddedToken> tokens(
      Map<String, AddedToken> known, Predicate<String> numbered, boolean older) {
    List<AddedToken> tokens = new ArrayList<>();
    for (String role : TokenizerKind.ROLES) {
      JsonNode named = roles.get(role);
      boolean stripsLeft = role.equals("mask") && kind.maskStripsLeft();
      Optional<String> content = of(role);
      if (content.isEmpty()) {
        continue;
      }
      AddedToken plain = AddedToken.special(content.orElseThrow());
      if (named == null) {
        // The class's own: a mask that it describes is added again, a plain name is not.
        if (stripsLeft) {
          tokens.add(plain.strippingLeft());
        } else if (!known.containsKey(plain.content())) {
          tokens.add(plain);
        }
      } else if (!numbered.test(plain.content())
          && !(older && known.containsKey(plain.content()))) {
        if (named.isObject()) {
          tokens.add(AddedToken.of(named, true, settings.where()));
        } else if (stripsLeft) {
          tokens.add(plain.strippingLeft());
        } else if (!known.containsKey(plain.content())) {
          tokens.add(plain);
        }
      }
    }
    for (JsonNode named : additional) {
      if (named.isObject()) {
        tokens.add(AddedToken.of(named, true, settings.where()));
      } else if (!named.isTextual()) {
        throw settings.refused("names no token in additional_special_tokens");
      } else if (!known.containsKey(named.textValue())) {
        tokens.add(AddedToken.special(named.textValue()));
      }
    }
    return tokens;
  }
}
