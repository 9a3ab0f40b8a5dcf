package dev.assay.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A tokenised text: its word pieces in the order in which the model sees them. Immutable. */
public final class Tokens {
  private final String text;
  private final List<Token> list;

  /** Where words stand in the text. Claims ask for the same word once per head. */
  private final Map<String, WordSpan> spans;

  private final Map<String, Word> words = new ConcurrentHashMap<>();
  private final int[] content;

  private Tokens(String text, List<Token> list, Map<String, WordSpan> spans) {
    this.text = text;
    this.list = List.copyOf(list);
    this.spans = spans;
    // A loop and no stream: a run selects tokens millions of times.
    int[] positions = new int[list.size()];
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      if (list.get(i).content()) {
        positions[count++] = i;
      }
    }
    this.content = Arrays.copyOf(positions, count);
  }

  /**
   * @param text what was tokenised
   * @param list the word pieces, special tokens included
   */
  public Tokens(String text, List<Token> list) {
    this(text, list, new ConcurrentHashMap<>());
  }

  /**
   * What was tokenised; of a pair of texts, the first and the second with a line feed between them.
   */
  public String text() {
    return text;
  }

  public List<Token> list() {
    return list;
  }

  public int size() {
    return list.size();
  }

  public Token get(int position) {
    return list.get(position);
  }

  public List<String> pieces() {
    return list.stream().map(Token::piece).toList();
  }

  public int[] ids() {
    return list.stream().mapToInt(Token::id).toArray();
  }

  /** Positions of all tokens but those that the tokenizer put around or between texts. */
  public int[] contentPositions() {
    return content.clone();
  }

  /** These tokens at {@code positions} only, in that order. */
  public Tokens select(int... positions) {
    List<Token> selected = new ArrayList<>();
    for (int position : positions) {
      selected.add(list.get(position));
    }
    return new Tokens(text, selected, spans);
  }

  /**
   * The tokens of a word or phrase of the text: all that hold some of its characters, by their
   * places in the text and whatever the vocabulary marks the begin or the inside of words with, so
   * that "n't" in "doesn't" is the pieces doesn, ', t, and "movie" the piece Ġmovie.
   *
   * @throws AssayException if the word does not occur exactly once, or if tokenisation lost it
   */
  public Word word(String word) {
    return words.computeIfAbsent(word, this::find);
  }

  private Word find(String word) {
    WordSpan span = spans.computeIfAbsent(word, w -> WordSpan.only(text, w));
    List<Integer> positions =
        IntStream.range(0, size()).filter(i -> span.overlaps(list.get(i))).boxed().toList();
    if (positions.isEmpty()) {
      throw new AssayException(
          "Tokenisation lost the word '%s' of \"%s\": none of the tokens %s covers it; choose a word that the model's vocabulary can spell."
              .formatted(word, text, pieces()));
    }
    return new Word(word, positions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens tokens && text.equals(tokens.text) && list.equals(tokens.list);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + list.hashCode();
  }

  @Override
  public String toString() {
    return text + " " + pieces();
  }
}
