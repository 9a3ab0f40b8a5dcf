package dev.assay.study;

import dev.assay.model.Text;
import dev.assay.trace.Site;
import java.util.Set;

/** What identifies a trace of one model: the text or pair, and what was kept of it. */
record TraceKey(Text text, Set<Site> sites) {
  TraceKey {
    sites = Set.copyOf(sites);
  }
}
