package dev.assay.claim;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What became of a fixture's rows. */
final class FixtureRows {
  /** How many are named; who wants all of them has the file's history. */
  private static final int NAMED = 10;

  private FixtureRows() {}

  /** In words, what became of a fixture's rows since they were recorded; empty if nothing. */
  static String changed(List<String> recorded, List<String> now) {
    List<String> removed = without(recorded, now);
    List<String> added = without(now, recorded);
    if (recorded.isEmpty() || now.isEmpty() || (removed.isEmpty() && added.isEmpty())) {
      return "";
    }
    String gone = removed.isEmpty() ? "" : "rows removed: " + names(removed);
    String come = added.isEmpty() ? "" : "rows added: " + names(added);
    return gone.isEmpty() || come.isEmpty() ? gone + come : gone + "; " + come;
  }

  private static List<String> without(List<String> ids, Collection<String> others) {
    Set<String> known = new HashSet<>(others);
    return ids.stream().filter(id -> !known.contains(id)).toList();
  }

  private static String names(List<String> ids) {
    return ids.size() <= NAMED
        ? String.join(", ", ids)
        : "%s and %d more".formatted(String.join(", ", ids.subList(0, NAMED)), ids.size() - NAMED);
  }
}
