package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.claim.Verdict;
import dev.assay.claim.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  /** One line per finding and model whose variants do not agree. */
  static List<String> summaries(RunReport report) {
    List<String> lines = new ArrayList<>();
    for (String model : report.studies().keySet()) {
      byFinding(report, model)
          .forEach(
              (finding, verdicts) -> {
                if (verdicts.size() > 1 && verdicts.values().stream().distinct().count() > 1) {
                  lines.add("%s on %s: %s".formatted(finding, model, summary(verdicts)));
                }
              });
    }
    return lines;
  }

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

  private static Map<String, Map<String, Verdict>> byFinding(RunReport report, String model) {
    Map<String, Map<String, Verdict>> findings = new LinkedHashMap<>();
    for (ClaimMethod method : report.claims()) {
      Claim claim = method.claim();
      if (ResultTable.result(report, claim, model) instanceof Result.Judged judged) {
        findings
            .computeIfAbsent(claim.finding(), f -> new LinkedHashMap<>())
            .put(claim.variant(), judged.judgement().verdict());
      }
    }
    return findings;
  }
}
