package dev.assay.study;

import dev.assay.trace.Site;
import java.util.Set;

/** What identifies a trace of one model: the text, and what was kept of it. */
record TraceKey(String text, Set<Site> sites) {
  TraceKey {
    sites = Set.copyOf(sites);
  }
}
