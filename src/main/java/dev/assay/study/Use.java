package dev.assay.study;

import dev.assay.claim.EvidenceKind;
import dev.assay.model.Edit;
import dev.assay.model.Text;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a claim's body asked models for on one row. Threads of the body's own may ask too. */
final class Use {
  private final Set<Pass> edited = new LinkedHashSet<>();
  private final Set<Edit> idle = new LinkedHashSet<>();
  private final Set<Edit> effective = new LinkedHashSet<>();
  private int traces;
  private int behaviours;

  /** A text whose pass was edited. */
  record Pass(Text text, List<Edit> edits) {}

  synchronized void traced(int texts) {
    traces += texts;
  }

  /** A head was put on a trace that was asked for only to that end. */
  synchronized void behaved() {
    behaviours++;
  }

  /**
   * A pass was edited.
   *
   * @param unchanged those edits that changed nothing
   */
  synchronized void edited(Text text, List<Edit> edits, List<Edit> unchanged) {
    edited.add(new Pass(text, edits));
    edits.forEach(edit -> (unchanged.contains(edit) ? idle : effective).add(edit));
  }

  /** Edited passes, in the order in which they were asked for. */
  synchronized List<Pass> edited() {
    return List.copyOf(edited);
  }

  /** Edits that changed nothing although they should have. */
  synchronized Set<Edit> idle() {
    return new LinkedHashSet<>(idle);
  }

  synchronized Set<Edit> effective() {
    return new LinkedHashSet<>(effective);
  }

  /** What kinds of evidence that makes. */
  synchronized Set<EvidenceKind> evidence() {
    Set<EvidenceKind> kinds = EnumSet.noneOf(EvidenceKind.class);
    if (traces > behaviours) {
      kinds.add(EvidenceKind.STRUCTURAL);
    }
    if (behaviours > 0) {
      kinds.add(EvidenceKind.BEHAVIOURAL);
    }
    for (Pass pass : edited) {
      for (Edit edit : pass.edits) {
        kinds.add(
            edit.putsIn()
                ? EvidenceKind.SUFFICIENT
                : edit.takesAway() ? EvidenceKind.NECESSARY : EvidenceKind.CAUSAL);
      }
    }
    if (kinds.contains(EvidenceKind.SUFFICIENT) || kinds.contains(EvidenceKind.NECESSARY)) {
      kinds.remove(EvidenceKind.CAUSAL);
    }
    return kinds;
  }
}
