package dev.assay.checkpoint.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.assay.checkpoint.Tokenizer;
import dev.assay.checkpoint.natives.Djl;
import dev.assay.file.Json;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Pieces by Hugging Face's own tokenizers library, through DJL, so that ids are those that the
 * model was trained with. A special token spelled out in a text, such as [MASK] or [SEP], becomes
 * that token, as it does in Hugging Face's library, and counts as content; only those that are put
 * around the text do not.
 */
public final class HuggingFaceWordPieces implements Tokenizer {
  /** The file that describes a tokenizer by itself. */
  public static final String FILE = "tokenizer.json";

  /** A text that is cut off, or filled up, would be another text without a word. */
  private static final Map<String, String> WHOLE_TEXTS =
      Map.of("truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerJson json;

  /** The library does not notice if its memory is freed while it works. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed = false;

  private HuggingFaceWordPieces(TokenizerJson json) {
    this.json = json;
    Djl.configure();
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json.known().getBytes(StandardCharsets.UTF_8)), WHOLE_TEXTS);
    } catch (LinkageError e) {
      throw Djl.tokenizersUnloadable(e);
    } catch (IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new AssayException(
          "%s is no tokenizer that can be run (%s); download or copy it again."
              .formatted(json.where(), Quoted.plain(reason)),
          e);
    }
  }

  /**
   * The tokenizer of a checkpoint's folder: from tokenizer.json if it is there, else BERT's own
   * from vocab.txt, or RoBERTa's from vocab.json and merges.txt; with what tokenizer_config.json,
   * special_tokens_map.json, added_tokens.json and config.json say of it.
   *
   * @throws AssayException if none is there, or what is there is no tokenizer that can be run
   */
  public static HuggingFaceWordPieces open(Path folder) {
    TokenizerSettings settings = TokenizerSettings.read(folder);
    Path tokenizer = folder.resolve(FILE);
    if (Files.exists(tokenizer)) {
      return new HuggingFaceWordPieces(
          new TokenizerJson(Json.object(tokenizer), Optional.of(settings), tokenizer.toString()));
    }
    if (Files.exists(folder.resolve(BertVocabulary.FILE))) {
      return new HuggingFaceWordPieces(BertVocabulary.read(folder, settings));
    }
    if (Files.exists(folder.resolve(BytePairVocabulary.FILE))) {
      return new HuggingFaceWordPieces(BytePairVocabulary.read(folder, settings));
    }
    throw new AssayException(
        "%s holds neither tokenizer.json nor vocab.txt nor vocab.json; copy the checkpoint's tokenizer there, saved with save_pretrained."
            .formatted(folder));
  }

  /** The tokenizer that a tokenizer.json describes by itself. */
  public static HuggingFaceWordPieces ofJson(Path file) {
    return ofJson(StoredFile.bytes(file), file.toString());
  }

  static HuggingFaceWordPieces ofJson(byte[] utf8, String where) {
    return new HuggingFaceWordPieces(
        new TokenizerJson(Json.object(utf8, where), Optional.empty(), where));
  }

  @Override
  public Tokens tokenize(String text) {
    requirePaired(text);
    Encoding encoding = using(() -> tokenizer.encode(text));
    return tokens(text, encoding, List.of(new Part(text, 0)));
  }

  @Override
  public Tokens tokenize(String first, String second) {
    requirePaired(first);
    requirePaired(second);
    Encoding encoding = using(() -> tokenizer.encode(first, second));
    return tokens(
        first + "\n" + second,
        encoding,
        List.of(new Part(first, 0), new Part(second, first.length() + 1)));
  }

  /** A text of those that were tokenised, and where it begins in all of it. */
  private record Part(String text, int start) {}

  private Tokens tokens(String text, Encoding encoding, List<Part> parts) {
    List<CodePoints> places = parts.stream().map(part -> new CodePoints(part.text())).toList();
    CharSpan[] spans = encoding.getCharTokenSpans();
    long[] around = encoding.getSpecialTokenMask();
    int[] count = new int[parts.size()];
    int end = 0;
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < around.length; i++) {
      boolean content = around[i] == 0;
      int start = i == around.length - 1 ? text.length() : end;
      end = start;
      if (content) {
        int of = Math.toIntExact(encoding.getSequenceIds()[i]);
        Part part = parts.get(of);
        count[of]++;
        start = places.get(of).toUtf16(spans[i].getStart());
        end = places.get(of).toUtf16(spans[i].getEnd());
        while (start < end && isBlank(part.text().charAt(start))) {
          start++;
        }
        while (start < end && isBlank(part.text().charAt(end - 1))) {
          end--;
        }
        start += part.start();
        end += part.start();
      }
      int id = Math.toIntExact(encoding.getIds()[i]);
      tokens.add(
          new Token(
              // The library gives what an added or unknown token took of the text, blanks included.
              piece(id), id, start, end, content, Math.toIntExact(encoding.getTypeIds()[i])));
    }
    for (int of = 0; of < parts.size(); of++) {
      if (count[of] == 0) {
        throw new AssayException(
            "The text %s is blank or leaves no word piece; give a text with words in it."
                .formatted(Quoted.text(parts.get(of).text())));
      }
    }
    return parts.size() == 2
        ? new Tokens(parts.get(0).text(), parts.get(1).text(), tokens)
        : new Tokens(text, tokens);
  }

  /** Byte pairs and unigrams have the blank before a word as part of its first piece. */
  private static boolean isBlank(char unit) {
    return Character.isWhitespace(unit) || Character.isSpaceChar(unit);
  }

  private static void requirePaired(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        throw new AssayException(
            "The text %s has half a character (U+%04X) at position %d; check how it was cut or decoded."
                .formatted(Quoted.text(text.substring(0, i)), codePoint, i));
      }
    }
  }

  private <T> T using(Supplier<T> work) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("The tokenizer of " + json.where() + " is closed.");
      }
      return work.get();
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public String piece(int id) {
    return json.pieces()
        .piece(id)
        .orElseThrow(
            () ->
                new AssayException(
                    "%s has no word piece with the id %d; use the tokenizer that belongs to the checkpoint."
                        .formatted(json.where(), id)));
  }

  @Override
  public Optional<String> mask() {
    return json.mask();
  }

  @Override
  public Optional<String> unknown() {
    return json.unknown();
  }

  /**
   * {@inheritDoc} Over what decides about ids, in all of its files: the same vocabulary and
   * settings give the same hash, whether they came as tokenizer.json or as vocab.txt.
   */
  @Override
  public String sha256() {
    return json.sha256();
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      closed = true;
      tokenizer.close();
    } finally {
      use.writeLock().unlock();
    }
  }
}
