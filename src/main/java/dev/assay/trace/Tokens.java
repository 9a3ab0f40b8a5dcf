package dev.assay.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A tokenised text, or pair of texts: its word pieces in the order in which the model sees them.
 * Immutable.
 */
public final class Tokens {
  /** Instead of the number of one of a pair's texts. */
  private static final int EITHER = -1;

  private final List<String> texts;
  private final String text;
  private final List<Token> list;

  /** Where words stand in the text. Claims ask for the same word once per head. */
  private final Map<Asked, WordSpan> spans;

  private final Map<Asked, Word> words = new ConcurrentHashMap<>();
  private final int[] content;

  /** A word, in the first or second of a pair's texts or in {@link #EITHER}. */
  private record Asked(String word, int text) {}

  private Tokens(List<String> texts, List<Token> list, Map<Asked, WordSpan> spans) {
    this.texts = List.copyOf(texts);
    this.text = String.join("\n", texts);
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
    this(List.of(text), list, new ConcurrentHashMap<>());
  }

  /**
   * @param first of a pair of texts
   * @param second of the pair
   * @param list the word pieces of both, special tokens included, with their places in {@link
   *     #text}
   */
  public Tokens(String first, String second, List<Token> list) {
    this(List.of(first, second), list, new ConcurrentHashMap<>());
  }

  /**
   * What was tokenised; of a pair of texts, the first and the second with a line feed between them.
   */
  public String text() {
    return text;
  }

  /** What was tokenised: one text, or the two of a pair. */
  public List<String> texts() {
    return texts;
  }

  /**
   * Which of a pair's texts the token at a position belongs to, 0 or 1; a special token belongs to
   * the text before it, [CLS] to the first. It is 0 in a single text, and need not be the token's
   * type: RoBERTa has one type for both.
   */
  public int textOf(int position) {
    return texts.size() == 2 && list.get(position).start() > texts.get(0).length() ? 1 : 0;
  }

  /** Where the token at a position stands in its own text, in UTF-16 code units. */
  public WordSpan placeInText(int position) {
    Token token = list.get(position);
    int before = startOf(textOf(position));
    return new WordSpan(token.start() - before, token.end() - before);
  }

  private int startOf(int one) {
    return one == 1 ? texts.get(0).length() + 1 : 0;
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

  /**
   * Those of {@link #contentPositions()} that belong to one of a pair's texts.
   *
   * @param one 0 or 1
   */
  public int[] contentPositions(int one) {
    return IntStream.of(content).filter(position -> textOf(position) == one).toArray();
  }

  /** These tokens at {@code positions} only, in that order. */
  public Tokens select(int... positions) {
    List<Token> selected = new ArrayList<>();
    for (int position : positions) {
      selected.add(list.get(position));
    }
    return new Tokens(texts, selected, spans);
  }

  /**
   * The tokens of a word or phrase of the text: all that hold some of its characters, by their
   * places in the text and whatever the vocabulary marks the begin or the inside of words with, so
   * that "n't" in "doesn't" is the pieces doesn, ', t, and "movie" the piece Ġmovie.
   *
   * @throws AssayException if the word does not occur exactly once, or if tokenisation lost it
   */
  public Word word(String word) {
    return words.computeIfAbsent(new Asked(word, EITHER), this::find);
  }

  /**
   * As {@link #word(String)}, of a word that one of a pair's texts holds, and perhaps the other
   * too.
   *
   * @param one 0 or 1
   * @throws AssayException if the word does not occur there exactly once, or if tokenisation lost
   *     it
   */
  public Word word(String word, int one) {
    if (one < 0 || one >= texts.size()) {
      throw new AssayException(
          "There is no text %d in \"%s\": a single text is number 0, the second of a pair 1."
              .formatted(one, shown()));
    }
    return words.computeIfAbsent(new Asked(word, one), this::find);
  }

  private WordSpan span(Asked asked) {
    if (asked.text != EITHER) {
      return spanIn(asked.text, asked.word);
    }
    int[] holding =
        IntStream.range(0, texts.size())
            .filter(one -> !WordSpan.all(texts.get(one), asked.word).isEmpty())
            .toArray();
    if (holding.length == 0 && texts.size() == 2) {
      throw new AssayException(
          "The word '%s' occurs in neither text of \"%s\"; name a word of one of them, whole and as it is written there."
              .formatted(asked.word, shown()));
    }
    if (holding.length == 2) {
      throw new AssayException(
          "The word '%s' occurs in both texts of \"%s\"; rephrase one of them, or ask for the word of text 0 or 1."
              .formatted(asked.word, shown()));
    }
    return spanIn(holding.length == 1 ? holding[0] : 0, asked.word);
  }

  private WordSpan spanIn(int one, String word) {
    WordSpan own = WordSpan.only(texts.get(one), word);
    int before = startOf(one);
    return new WordSpan(own.start() + before, own.end() + before);
  }

  /** What was tokenised, for messages: of a pair both texts with a bar between them. */
  private String shown() {
    return String.join(" | ", texts);
  }

  private Word find(Asked asked) {
    String word = asked.word;
    WordSpan span = spans.computeIfAbsent(asked, this::span);
    List<Integer> positions =
        IntStream.range(0, size()).filter(i -> span.overlaps(list.get(i))).boxed().toList();
    if (positions.isEmpty()) {
      throw new AssayException(
          "Tokenisation lost the word '%s' of \"%s\": none of the tokens %s covers it; choose a word that the model's vocabulary can spell."
              .formatted(word, shown(), pieces()));
    }
    return new Word(word, positions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokens tokens && texts.equals(tokens.texts) && list.equals(tokens.list);
  }

  @Override
  public int hashCode() {
    return 31 * texts.hashCode() + list.hashCode();
  }

  @Override
  public String toString() {
    return shown() + " " + pieces();
  }
}
