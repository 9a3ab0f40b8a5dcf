package replication;

import dev.assay.trace.AssayException;
import dev.assay.trace.Tokens;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one text as treebanks count them: punctuation and the genitive 's are words of their
 * own, compounds with a hyphen are one.
 */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*|'s|\\S");

  /** Instead of the number of a special token's word. */
  static final int NONE = -1;

  private Words() {}

  /** The number of each token's word, from 0, and {@link #NONE} for special tokens. */
  static int[] of(Tokens tokens) {
    int[] starts = WORD.matcher(tokens.text()).results().mapToInt(word -> word.start()).toArray();
    int[] words = new int[tokens.size()];
    Arrays.fill(words, NONE);
    for (int position : tokens.contentPositions()) {
      int found = Arrays.binarySearch(starts, tokens.get(position).start());
      words[position] = found >= 0 ? found : -found - 2;
    }
    return words;
  }

  /**
   * The number of a word of a text, without regard to case.
   *
   * @throws AssayException if the text does not hold it exactly once
   */
  static int index(String text, String word) {
    int found = NONE;
    Matcher words = WORD.matcher(text);
    for (int i = 0; words.find(); i++) {
      if (words.group().equalsIgnoreCase(word)) {
        if (found != NONE) {
          throw new AssayException(
              "The word '%s' occurs more than once in \"%s\"; rephrase the sentence."
                  .formatted(word, text));
        }
        found = i;
      }
    }
    if (found == NONE) {
      throw new AssayException(
          "The word '%s' does not occur in \"%s\"; name a word of the sentence, without 's."
              .formatted(word, text));
    }
    return found;
  }

  /** How many words a text has. */
  static int count(String text) {
    return Math.toIntExact(WORD.matcher(text).results().count());
  }
}
