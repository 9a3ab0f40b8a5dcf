package dev.assay.encoder;

import dev.assay.checkpoint.Tokenizer;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands in for the tokenizer of a checkpoint that has none, such as the random reference ones.
 *
 * @param ids of every text that may be asked for; of a pair, by its texts with a line feed between
 * @param segments of the tokens of texts that have more than one
 */
public record GivenIds(Map<String, int[]> ids, Map<String, int[]> segments) implements Tokenizer {

  /** Of texts whose tokens are all of segment 0. */
  public GivenIds(Map<String, int[]> ids) {
    this(ids, Map.of());
  }

  @Override
  public Tokens tokenize(String text) {
    int[] given = Objects.requireNonNull(ids.get(text), text);
    int[] types = segments.getOrDefault(text, new int[given.length]);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      boolean content = i > 0 && i < given.length - 1;
      int end = content ? text.length() : 0;
      tokens.add(new Token("#" + given[i], given[i], 0, end, content, types[i]));
    }
    return new Tokens(text, tokens);
  }

  @Override
  public Tokens tokenize(String first, String second) {
    String key = first + "\n" + second;
    int[] given = Objects.requireNonNull(ids.get(key), key);
    int[] types = Objects.requireNonNull(segments.get(key), key);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      int start = types[i] == 0 ? 0 : first.length() + 1;
      boolean content = i > 0 && i < given.length - 1; // nothing between the texts
      int end = content ? start + (types[i] == 0 ? first : second).length() : start;
      tokens.add(new Token("#" + given[i], given[i], start, end, content, types[i]));
    }
    return new Tokens(first, second, tokens);
  }

  @Override
  public Optional<String> mask() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unknown() {
    return Optional.empty();
  }

  @Override
  public void close() {}

  @Override
  public String piece(int id) {
    return "#" + id;
  }

  @Override
  public String sha256() {
    return "0".repeat(64);
  }
}
