package dev.assay.claim;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a claim rests on, by what its body asked the model for. */
public enum EvidenceKind {
  /** Attention, values, hidden states: where the model looks, and what it has. */
  STRUCTURAL,
  /** What a user of the model would notice: words for a mask, a class, an embedding. */
  BEHAVIOURAL,
  /** Something was made larger: it has an effect, but may be neither of the next two. */
  CAUSAL,
  /** Something was taken away: what changes then had needed it. */
  NECESSARY,
  /** Something was put in from another text: what changes then needs no more than that. */
  SUFFICIENT;

  /** In words, the weightiest first. */
  public static List<String> labels(Set<EvidenceKind> kinds) {
    return kinds.stream().sorted(Comparator.reverseOrder()).map(EvidenceKind::label).toList();
  }

  /** The weightiest of them, as {@code causal: necessary}, or {@code structural}. */
  public static String weightiest(Set<EvidenceKind> kinds) {
    List<EvidenceKind> causal =
        kinds.stream().filter(kind -> kind.compareTo(CAUSAL) >= 0).sorted().toList();
    if (causal.size() == 2) {
      return "causal: both";
    }
    return causal.isEmpty() ? labels(kinds).stream().findFirst().orElse("") : causal.get(0).label();
  }

  /** Such as {@code structural} and {@code causal: necessary}. */
  public String label() {
    String name = name().toLowerCase(Locale.ROOT);
    return compareTo(CAUSAL) > 0 ? "causal: " + name : name;
  }
}
