package dev.assay.encoder;

import dev.assay.checkpoint.Tokenizer;
import dev.assay.trace.Tokens;
import java.util.Optional;

/** A tokenizer that several models use: none of them closes it. */
public record BorrowedTokenizer(Tokenizer owner) implements Tokenizer {
  @Override
  public Tokens tokenize(String text) {
    return owner.tokenize(text);
  }

  @Override
  public Tokens tokenize(String first, String second) {
    return owner.tokenize(first, second);
  }

  @Override
  public String piece(int id) {
    return owner.piece(id);
  }

  @Override
  public Optional<String> mask() {
    return owner.mask();
  }

  @Override
  public String sha256() {
    return owner.sha256();
  }

  @Override
  public Optional<String> unknown() {
    return owner.unknown();
  }

  @Override
  public void close() {}
}
