package dev.assay.page;

import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.List;

/**
 * A text of a row.
 *
 * @param label what it is within the row, such as {@code negated}; may be empty
 * @param trace its forward pass; it holds pattern, z for value-weighted attention, v for
 *     norm-weighted attention
 * @param marks words to be marked, each within the trace's tokens
 */
public record ExplorerText(String label, Trace trace, List<Mark> marks) {
  /**
   * @throws IllegalArgumentException if the trace holds no pattern, or a mark lies outside the text
   */
  public ExplorerText {
    marks = List.copyOf(marks);
    if (!trace.sites().contains(Site.PATTERN)) {
      throw new IllegalArgumentException(
          "The trace of \"%s\" holds no attention; ask for it when tracing."
              .formatted(trace.tokens().text()));
    }
    for (Mark mark : marks) {
      for (int position : mark.positions()) {
        if (position < 0 || position >= trace.tokens().size()) {
          throw new IllegalArgumentException(
              "The mark '%s' is at token %d, but \"%s\" has %d tokens."
                  .formatted(mark.label(), position, trace.tokens().text(), trace.tokens().size()));
        }
      }
    }
  }
}
