package dev.assay.page;

import dev.assay.trace.Substitution;
import java.util.List;

/**
 * What is looked at together: a text, or a text and those it is compared with.
 *
 * @param id by which links find it, such as {@code not-01}
 * @param texts the first is what the others are compared with
 * @param substitutions words that play the same part in the first text and the second, for
 *     differences between texts of unequal length
 */
public record ExplorerRow(String id, List<ExplorerText> texts, List<Substitution> substitutions) {
  /**
   * @throws IllegalArgumentException if there is no text
   */
  public ExplorerRow {
    texts = List.copyOf(texts);
    substitutions = List.copyOf(substitutions);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("Row '%s' has no text.".formatted(id));
    }
  }
}
