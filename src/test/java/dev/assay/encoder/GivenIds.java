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
 * @param ids of every text that may be asked for
 */
public record GivenIds(Map<String, int[]> ids) implements Tokenizer {

  @Override
  public Tokens tokenize(String text) {
    int[] given = Objects.requireNonNull(ids.get(text), text);
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      boolean content = i > 0 && i < given.length - 1;
      tokens.add(new Token("#" + given[i], given[i], 0, content ? text.length() : 0, content));
    }
    return new Tokens(text, tokens);
  }

  @Override
  public Tokens tokenize(String first, String second) {
    throw new UnsupportedOperationException("no ids are given for pairs");
  }

  @Override
  public Optional<String> mask() {
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
