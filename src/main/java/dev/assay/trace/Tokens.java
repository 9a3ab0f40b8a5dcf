package dev.assay.trace;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A tokenised text: its word pieces in the order in which the model sees them.
 *
 * @param text what was tokenised
 * @param list the word pieces, special tokens included
 */
public record Tokens(String text, List<Token> list) {
  public Tokens {
    list = List.copyOf(list);
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

  /** Positions of all tokens but the [CLS] and [SEP] around the text. */
  public int[] contentPositions() {
    return IntStream.range(0, size()).filter(i -> list.get(i).content()).toArray();
  }

  /** These tokens at {@code positions} only, in that order. */
  public Tokens select(int... positions) {
    return new Tokens(text, IntStream.of(positions).mapToObj(list::get).toList());
  }

  /**
   * The tokens of a word or phrase of the text: all that overlap it, so that "n't" in "doesn't" is
   * the pieces doesn, ', t.
   *
   * @throws AssayException if the word does not occur exactly once, or if tokenisation lost it
   */
  public Word word(String word) {
    WordSpan span = WordSpan.only(text, word);
    List<Integer> positions =
        IntStream.range(0, size()).filter(i -> span.overlaps(list.get(i))).boxed().toList();
    if (positions.isEmpty()) {
      throw new AssayException(
          "Tokenisation lost the word '%s' of \"%s\": none of the tokens %s covers it; choose a word that the model's vocabulary can spell."
              .formatted(word, text, pieces()));
    }
    return new Word(word, positions);
  }
}
