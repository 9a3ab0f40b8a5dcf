package dev.assay.trace;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a word or phrase stands in a text, in UTF-16 code units. Words are matched whole, by
 * Unicode's word boundaries (UAX #29, as the JDK implements it) and without regard to case: "know"
 * does not contain "no", and neither "can't" nor "can-do" contains "can". The one exception is the
 * clitic "n't", which is found at the end of a word.
 *
 * @param start first code unit
 * @param end one past the last code unit
 */
public record WordSpan(int start, int end) {

  /** The clitic that is a negation cue although it is not a word of its own. */
  private static final String NOT_CLITIC = "n't";

  /** Every occurrence of {@code word} in {@code text}, left to right. */
  public static List<WordSpan> all(String text, String word) {
    String haystack = folded(text);
    String needle = folded(word.strip());
    List<WordSpan> found = new ArrayList<>();
    if (needle.isEmpty()) {
      return found;
    }
    BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
    words.setText(haystack);
    for (int at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) {
      int end = at + needle.length();
      boolean starts =
          needle.equals(NOT_CLITIC)
              ? at > 0 && Character.isLetter(haystack.charAt(at - 1))
              : words.isBoundary(at);
      if (starts && words.isBoundary(end)) {
        found.add(new WordSpan(at, end));
      }
    }
    return found;
  }

  /**
   * The only occurrence of {@code word} in {@code text}.
   *
   * @throws AssayException if it does not occur, or more than once
   */
  public static WordSpan only(String text, String word) {
    List<WordSpan> found = all(text, word);
    if (found.isEmpty()) {
      throw new AssayException(
          "The word '%s' does not occur in \"%s\"; name a word of the sentence, whole and as it is written there."
              .formatted(word, text));
    }
    if (found.size() > 1) {
      throw new AssayException(
          "The word '%s' occurs %d times in \"%s\"; rephrase the sentence so that it is clear which one is meant."
              .formatted(word, found.size(), text));
    }
    return found.get(0);
  }

  /**
   * Whether a token holds some of it. A token that is nowhere in the text, as special ones and an
   * empty piece before a word, does not, wherever it was put.
   */
  boolean overlaps(Token token) {
    return token.start() < token.end() && token.start() < end && start < token.end();
  }

  /**
   * Lower case, straight apostrophes, and a blank for a dash, which the JDK takes for a hyphen
   * inside one word; every code unit stays at its place.
   */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(
          switch (c) {
            case '’' -> '\'';
            case '–', '—' -> ' ';
            default -> Character.toLowerCase(c);
          });
    }
    return folded.toString();
  }
}
