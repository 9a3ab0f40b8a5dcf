package dev.assay.study;

import dev.assay.checkpoint.EncoderConfig;
import dev.assay.model.Edit;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers what one model traced, so that a text is traced once for all claims that ask for it,
 * and no more than there is room for: what nobody holds and was longest not asked for is given up
 * first. Whoever still uses a trace holds it; what is held counts, but is never given up.
 */
final class TraceStore {
  private static final int BYTES_PER_NUMBER = 4;

  private final long room;
  private final LinkedHashMap<TraceKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<TraceKey, List<Edit>> idle = new HashMap<>();
  private long weight;

  private static final class Entry {
    private final Trace trace;
    private final long weight;
    private int holders;

    Entry(Trace trace, long weight) {
      this.trace = trace;
      this.weight = weight;
    }
  }

  /**
   * @param room in bytes
   */
  TraceStore(long room) {
    this.room = room;
  }

  /** A quarter of the heap: a real model's traces and a null model's fit beside what uses them. */
  static TraceStore ofQuarterHeap() {
    return new TraceStore(Runtime.getRuntime().maxMemory() / 4);
  }

  synchronized Optional<Trace> get(TraceKey key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.trace);
  }

  /** Keeps a trace; more than there is room for only while it is held. */
  synchronized void put(TraceKey key, Trace trace, long weighs) {
    Entry entry = new Entry(trace, weighs);
    Entry before = entries.put(key, entry);
    if (before != null) {
      entry.holders = before.holders;
      weight -= before.weight;
    }
    weight += entry.weight;
  }

  /** Whether a trace may be made beside what is held, others given up for it. */
  synchronized boolean hasRoomFor(long more) {
    makeRoom(more);
    return weight + more <= room;
  }

  synchronized void hold(TraceKey key) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.holders++;
    }
  }

  synchronized void release(TraceKey key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.holders > 0) {
      entry.holders--;
    }
    makeRoom(0);
  }

  /** Remembers, for as long as this is in use, which edits of a pass changed nothing. */
  synchronized void remarkIdle(TraceKey key, List<Edit> edits) {
    if (!edits.isEmpty()) {
      idle.put(key, edits);
    }
  }

  /** Edits of a pass that changed nothing although they should have. */
  synchronized List<Edit> idle(TraceKey key) {
    return idle.getOrDefault(key, List.of());
  }

  synchronized void clear() {
    entries.clear();
    weight = 0;
  }

  private void makeRoom(long more) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (weight + more > room && oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.holders == 0) {
        weight -= entry.weight;
        oldest.remove();
      }
    }
  }

  /** What a trace will weigh, in bytes. */
  static long weight(Set<Site> sites, long tokens, EncoderConfig config) {
    long numbers = 0;
    for (Site site : sites) {
      long perLayer =
          switch (site) {
            case PATTERN, ATTN_SCORES -> config.heads() * tokens * tokens;
            case Q, K, V, Z, ATTN_OUT, MLP_OUT, RESID -> tokens * config.hidden();
          };
      numbers += perLayer * (config.layers() + (site == Site.RESID ? 1 : 0));
    }
    return numbers * BYTES_PER_NUMBER + tokens;
  }
}
