package dev.assay.trace;

import java.util.List;

/**
 * The tokens of one word or phrase, by position. Attention to a word is the sum over its columns,
 * attention from it the mean over its rows (Clark et al. 2019, "What Does BERT Look At?").
 *
 * @param text the word as it was asked for
 * @param positions ascending, at least one; neighbours unless the tokens were shuffled
 */
public record Word(String text, List<Integer> positions) {
  public Word {
    positions = List.copyOf(positions);
    if (positions.isEmpty()) {
      throw new IllegalArgumentException("The word '%s' has no tokens.".formatted(text));
    }
  }
}
