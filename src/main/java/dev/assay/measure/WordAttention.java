package dev.assay.measure;

import dev.assay.trace.AssayException;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Word;

/**
 * Attention from and to words. A word of several word pieces gives attention as the mean over its
 * rows and receives it as the sum over its columns (Clark et al. 2019, "What Does BERT Look At?").
 *
 * <p>A {@link Word} must come from the tokens of the very pattern it is used with, {@code
 * pattern.tokens().word("not")}: in the content variants the same word stands at other positions
 * than in the raw pattern. The overloads that take a word's text look it up there. They throw an
 * {@link AssayException} if the text does not hold that word exactly once, the others if the word's
 * positions lie outside the pattern.
 */
public final class WordAttention {
  private WordAttention() {}

  /**
   * From-word profile: the attention that each token gets from the word, from 0 to 1; sums to 1.
   */
  public static double[] fromWord(AttentionPattern pattern, Word word) {
    requireWithin(pattern, word);
    double[] profile = new double[pattern.size()];
    for (int j = 0; j < profile.length; j++) {
      for (int i : word.positions()) {
        profile[j] += pattern.at(i, j) / word.positions().size();
      }
    }
    return profile;
  }

  /** {@link #fromWord(AttentionPattern, Word)} for a word of the pattern's text. */
  public static double[] fromWord(AttentionPattern pattern, String word) {
    return fromWord(pattern, pattern.tokens().word(word));
  }

  /** To-word profile: the attention that each token gives to the word, from 0 to 1. */
  public static double[] toWord(AttentionPattern pattern, Word word) {
    requireWithin(pattern, word);
    double[] profile = new double[pattern.size()];
    for (int i = 0; i < profile.length; i++) {
      for (int j : word.positions()) {
        profile[i] += pattern.at(i, j);
      }
    }
    return profile;
  }

  /** {@link #toWord(AttentionPattern, Word)} for a word of the pattern's text. */
  public static double[] toWord(AttentionPattern pattern, String word) {
    return toWord(pattern, pattern.tokens().word(word));
  }

  /**
   * A[from→to]: the mean over the rows of {@code from} of the sum over the columns of {@code to},
   * from 0 to 1.
   */
  public static double fromTo(AttentionPattern pattern, Word from, Word to) {
    requireWithin(pattern, to);
    double[] profile = fromWord(pattern, from);
    return to.positions().stream().mapToDouble(j -> profile[j]).sum();
  }

  /** {@link #fromTo(AttentionPattern, Word, Word)} for two words of the pattern's text. */
  public static double fromTo(AttentionPattern pattern, String from, String to) {
    return fromTo(pattern, pattern.tokens().word(from), pattern.tokens().word(to));
  }

  /**
   * Mutual attention min(A[a→b], A[b→a]), from 0 to 1: high only if each of the words attends to
   * the other.
   */
  public static double mutual(AttentionPattern pattern, Word a, Word b) {
    return Math.min(fromTo(pattern, a, b), fromTo(pattern, b, a));
  }

  /** {@link #mutual(AttentionPattern, Word, Word)} for two words of the pattern's text. */
  public static double mutual(AttentionPattern pattern, String a, String b) {
    return mutual(pattern, pattern.tokens().word(a), pattern.tokens().word(b));
  }

  private static void requireWithin(AttentionPattern pattern, Word word) {
    for (int position : word.positions()) {
      if (position < 0 || position >= pattern.size()) {
        throw new AssayException(
            "The word '%s' has a token at position %d, but this attention is over %d tokens, numbered from 0; look the word up in the pattern's own tokens, pattern.tokens().word(\"%s\")."
                .formatted(word.text(), position, pattern.size(), word.text()));
      }
    }
  }
}
