package dev.assay.study;

import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import java.util.List;
import java.util.Set;

/** What identifies a trace of one model: the text or pair, its edits, and what was kept of it. */
record TraceKey(Text text, List<Edit> edits, Set<Site> sites) {
  TraceKey {
    edits = List.copyOf(edits);
    sites = Set.copyOf(sites);
  }

  /** Of a pass that is left as it is. */
  TraceKey(Text text, Set<Site> sites) {
    this(text, List.of(), sites);
  }

  boolean isEdited() {
    return !edits.isEmpty();
  }
}
