package dev.assay.encoder;

import dev.assay.model.Edit;
import dev.assay.trace.Trace;
import java.util.List;

/**
 * What an edited pass left behind.
 *
 * @param trace with the edited values where they were put in
 * @param idle edits that changed no number, although they should have: what they take away or
 *     replace was so already
 */
public record EditedTrace(Trace trace, List<Edit> idle) {
  public EditedTrace {
    idle = List.copyOf(idle);
  }
}
