package dev.assay.checkpoint;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.assay.trace.AssayException;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Word pieces by Hugging Face's own tokenizers library, through DJL, so that ids are those that the
 * model was trained with. A special token spelled out in a text, such as [MASK] or [SEP], becomes
 * that token, as it does in Hugging Face's library, and counts as content; only the [CLS] and [SEP]
 * that are put around the text do not.
 */
public final class HuggingFaceWordPieces implements Tokenizer {
  /** A text that is cut off, or filled up, would be another text without a word. */
  private static final Map<String, String> WHOLE_TEXTS =
      Map.of("truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerJson json;

  private HuggingFaceWordPieces(TokenizerJson json) {
    this.json = json;
    Djl.configure();
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json.utf8()), WHOLE_TEXTS);
    } catch (IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new AssayException(
          "%s is no tokenizer that can be run (%s); download or copy it again."
              .formatted(json.where(), reason),
          e);
    }
  }

  /**
   * The tokenizer of a checkpoint's folder: from tokenizer.json if it is there, else BERT's own
   * from vocab.txt and what tokenizer_config.json says of it.
   *
   * @throws AssayException if neither is there, or what is there is no tokenizer that can be run
   */
  public static HuggingFaceWordPieces open(Path folder) {
    Path tokenizer = folder.resolve("tokenizer.json");
    if (Files.exists(tokenizer)) {
      return ofJson(tokenizer);
    }
    return new HuggingFaceWordPieces(BertVocabulary.read(folder).toTokenizerJson());
  }

  /** The tokenizer that a tokenizer.json describes. */
  public static HuggingFaceWordPieces ofJson(Path file) {
    return new HuggingFaceWordPieces(new TokenizerJson(StoredFile.bytes(file), file.toString()));
  }

  @Override
  public Tokens tokenize(String text) {
    requirePaired(text);
    Encoding encoding = tokenizer.encode(text);
    CodePoints codePoints = new CodePoints(text);
    CharSpan[] spans = encoding.getCharTokenSpans();
    long[] around = encoding.getSpecialTokenMask();
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < around.length; i++) {
      boolean content = around[i] == 0;
      int fallback = i == 0 ? 0 : text.length();
      tokens.add(
          new Token(
              encoding.getTokens()[i],
              Math.toIntExact(encoding.getIds()[i]),
              content ? codePoints.toUtf16(spans[i].getStart()) : fallback,
              content ? codePoints.toUtf16(spans[i].getEnd()) : fallback,
              content));
    }
    return requireContent(new Tokens(text, tokens));
  }

  private Tokens requireContent(Tokens tokens) {
    int last = tokens.size() - 1;
    int content = tokens.contentPositions().length;
    boolean surrounded =
        last >= 1 && !tokens.get(0).content() && !tokens.get(last).content() && content == last - 1;
    if (!surrounded) {
      throw new AssayException(
          "%s does not put one token before and one after a text, as BERT's [CLS] and [SEP]; use the tokenizer that belongs to the checkpoint."
              .formatted(json.where()));
    }
    if (content == 0) {
      throw new AssayException(
          "The text \"%s\" is blank or leaves no word piece; give a text with words in it."
              .formatted(tokens.text()));
    }
    return tokens;
  }

  private static void requirePaired(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new AssayException(
            "The text \"%s\" has half a character (U+%04X) at position %d; check how it was cut or decoded."
                .formatted(text.substring(0, i), codePoint, i));
      }
    }
  }

  @Override
  public String piece(int id) {
    String piece = json.pieces().get(id);
    if (piece == null) {
      throw new AssayException(
          "%s has no word piece with the id %d; use the tokenizer that belongs to the checkpoint."
              .formatted(json.where(), id));
    }
    return piece;
  }

  /**
   * {@inheritDoc} Over what decides about ids: the same vocabulary and settings give the same hash,
   * whether they came as tokenizer.json or as vocab.txt.
   */
  @Override
  public String sha256() {
    return json.sha256();
  }
}
