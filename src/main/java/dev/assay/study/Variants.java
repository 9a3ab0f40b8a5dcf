package dev.assay.study;

import dev.assay.claim.Verdict;
import dev.assay.claim.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says in words what it means that variants of one finding differ. Those named raw, content and
 * content-without-self are of one measure with more and more taken out.
 */
final class Variants {
  private static final String RAW = "raw";
  private static final String CONTENT = "content";
  private static final String WITHOUT_SELF = "content-without-self";

  private Variants() {}

  /** What the verdicts of one finding's variants amount to. */
  static String summary(Map<String, Verdict> verdicts) {
    Set<String> supported = new HashSet<>(verdicts.keySet());
    supported.removeIf(variant -> verdicts.get(variant) != Verdict.SUPPORTED);
    if (supported.equals(Set.of(RAW)) && verdicts.containsKey(CONTENT)) {
      return "holds only with special tokens";
    }
    if (supported.contains(CONTENT)
        && verdicts.containsKey(WITHOUT_SELF)
        && Set.of(RAW, CONTENT).containsAll(supported)) {
      return "holds only while tokens may attend to themselves";
    }
    List<String> holding = new ArrayList<>();
    List<String> failing = new ArrayList<>();
    verdicts.forEach(
        (variant, verdict) ->
            (verdict == Verdict.SUPPORTED ? holding : failing)
                .add("%s (%s)".formatted(variant, verdict)));
    return holding.isEmpty()
        ? "holds in no variant: " + Wording.list(failing)
        : "holds in part: %s; not: %s".formatted(Wording.list(holding), Wording.list(failing));
  }
}
