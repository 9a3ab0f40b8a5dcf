package dev.assay.page;

import dev.assay.trace.Word;
import java.util.List;

/**
 * A word that a reader should find at once.
 *
 * @param label what it is, such as {@code cue} or {@code affected}
 * @param positions its tokens
 */
public record Mark(String label, List<Integer> positions) {
  public Mark {
    positions = List.copyOf(positions);
  }

  /** A word of the text. */
  public static Mark of(String label, Word word) {
    return new Mark(label, word.positions());
  }
}
