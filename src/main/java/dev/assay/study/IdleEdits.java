package dev.assay.study;

import dev.assay.model.Edit;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Edits of a claim that change nothing in any row, so that its effect is not theirs. */
final class IdleEdits {
  private IdleEdits() {}

  /** What edits of different rows have in common: all but the words and the texts. */
  private record Place(
      Class<? extends Edit> kind, Site site, int layer, OptionalInt head, boolean atWord) {
    static Place of(Edit edit) {
      return new Place(
          edit.getClass(),
          edit.where().site(),
          edit.where().layer(),
          edit.where().head(),
          edit.where().word().isPresent());
    }
  }

  /** Why a claim says nothing, if it has such an edit. */
  static Optional<AssayException> in(List<Use> rows) {
    Set<Place> effective = new HashSet<>();
    rows.forEach(use -> use.effective().forEach(edit -> effective.add(Place.of(edit))));
    return rows.stream()
        .flatMap(use -> use.idle().stream())
        .filter(edit -> !effective.contains(Place.of(edit)))
        .findFirst()
        .map(
            edit ->
                new AssayException(
                    "The edit '%s' changes nothing in any row: what it takes away is not there, or what it puts in is there already; leave it out, or edit something else."
                        .formatted(edit)));
  }
}
