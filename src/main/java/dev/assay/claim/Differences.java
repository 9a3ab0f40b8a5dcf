package dev.assay.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects, by name, what is not the same in two records. */
final class Differences {
  private final List<String> names = new ArrayList<>();

  Differences compare(String what, @Nullable Object mine, @Nullable Object theirs) {
    if (!Objects.equals(mine, theirs)) {
      names.add(what);
    }
    return this;
  }

  /** In the order in which they were compared. */
  List<String> names() {
    return names;
  }
}
