package dev.assay.checkpoint;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A tokenizer.json, run by Hugging Face's tokenizers library through DJL. */
final class HuggingFaceWordPieces implements Tokenizer {
  private final HuggingFaceTokenizer tokenizer;

  static HuggingFaceWordPieces ofJson(Path json) {
    return new HuggingFaceWordPieces(json);
  }

  HuggingFaceWordPieces(Path json) {
    Djl.configure();
    try {
      tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(json)
              .optTruncation(false)
              .optPadding(false)
              .build();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Tokens tokenize(String text) {
    Encoding e = tokenizer.encode(text);
    CharSpan[] spans = e.getCharTokenSpans();
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < spans.length; i++) {
      boolean content = i > 0 && i < spans.length - 1;
      tokens.add(
          new Token(
              e.getTokens()[i],
              (int) e.getIds()[i],
              content ? spans[i].getStart() : 0,
              content ? spans[i].getEnd() : 0,
              content));
    }
    return new Tokens(text, tokens);
  }

  @Override
  public OptionalInt id(String piece) {
    return OptionalInt.empty();
  }

  @Override
  public String piece(int id) {
    return "";
  }

  @Override
  public String sha256() {
    return "";
  }
}
