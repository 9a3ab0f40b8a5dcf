package dev.assay.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a run ends with on the terminal: what holds, what changed, and what could not be judged. */
final class ResultTable {
  /** How many names of many are named; all are in the checkpoint, or in claims.json. */
  private static final int NAMED = 3;

  private ResultTable() {}

  static String of(Findings findings) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    List<Study> studies = findings.studies();
    if (studies.size() > 1) {
      lines.addAll(Matrix.of(studies));
    }
    for (Study study : studies) {
      if (!study.results().isEmpty()) {
        lines.add(title(findings, study));
        lines.addAll(
            findings.settings().baseline().isPresent()
                ? ChangeLines.of(study)
                : FindingLines.of(study));
      }
    }
    findings
        .brokenModels()
        .forEach((model, why) -> lines.add("BROKEN: %s: %s".formatted(model, why.getMessage())));
    broken(findings, lines);
    notAbout(studies, lines);
    family(studies, lines);
    changedRows(findings, lines);
    withoutRows(findings, lines);
    ignored(studies, lines);
    findings
        .gone()
        .forEach(
            claim ->
                lines.add(
                    "WARNING: %s is on record, but there is no such claim any more; restore it, or delete its entry from the ledger."
                        .formatted(claim)));
    return String.join("\n", lines);
  }

  private static String title(Findings findings, Study study) {
    Settings settings = findings.settings();
    String against = settings.judgedAgainst(study.model());
    Set<String> evidence = FindingLines.evidence(study);
    return "%s%s%s%s"
        .formatted(
            study.model(),
            evidence.size() == 1 ? ", evidence " + String.join("", evidence) : "",
            study.ledger().claims().isEmpty()
                ? ", nothing on record"
                : ", as on record for %s unless said otherwise".formatted(against),
            settings.nulls() == Nulls.ALL
                ? ""
                : "; provisional verdicts (-Dassay.nulls=%s)".formatted(settings.nulls().word()));
  }

  private static void broken(Findings findings, List<String> lines) {
    for (Result result : findings.results()) {
      if (result instanceof Result.Broken broken) {
        lines.add(
            "BROKEN: %s on %s: %s"
                .formatted(broken.body().claim().id(), broken.model(), broken.why().getMessage()));
      }
    }
    findings
        .claims()
        .malformed()
        .forEach((where, why) -> lines.add("BROKEN: %s: %s".formatted(where, why.getMessage())));
  }

  /** Nothing is wrong with them, but whoever counts claims should know. */
  private static void notAbout(List<Study> studies, List<String> lines) {
    for (Study study : studies) {
      Map<String, List<String>> byHead = new TreeMap<>();
      study
          .notAbout()
          .forEach((id, why) -> byHead.computeIfAbsent(why.head(), h -> new ArrayList<>()).add(id));
      byHead.forEach(
          (head, ids) ->
              lines.add(
                  "NOTE: %d %s not about %s, which has no %s: %s"
                      .formatted(
                          ids.size(),
                          ids.size() == 1 ? "claim is" : "claims are",
                          study.model(),
                          head,
                          first(ids))));
    }
  }

  /** Who is judged more strictly for what others lack should know. */
  private static void family(List<Study> studies, List<String> lines) {
    for (Study study : studies) {
      Map<String, String> unmeasured = study.unmeasured();
      if (!unmeasured.isEmpty()) {
        lines.add(
            "NOTE: on %s, %d %s as p = 1 in Holm's correction, since %s cannot be measured: %s"
                .formatted(
                    study.model(),
                    unmeasured.size(),
                    unmeasured.size() == 1 ? "claim counts" : "claims count",
                    unmeasured.size() == 1 ? "it" : "they",
                    first(List.copyOf(unmeasured.keySet()))));
      }
    }
  }

  /** Once per fixture and model, however many claims notice it. */
  private static void changedRows(Findings findings, List<String> lines) {
    Set<String> warnings = new LinkedHashSet<>();
    for (Result result : findings.results()) {
      if (result instanceof Result.Judged judged && !judged.change().rows().isEmpty()) {
        warnings.add(
            "WARNING: %s is not what it was when %s was recorded: %s."
                .formatted(
                    judged.body().claim().fixture(),
                    findings.settings().judgedAgainst(judged.model()),
                    judged.change().rows()));
      }
    }
    lines.addAll(warnings);
  }

  /** Once per model: a ledger of schema 1 has verdicts only. */
  private static void withoutRows(Findings findings, List<String> lines) {
    Set<String> models = new LinkedHashSet<>();
    for (Result result : findings.results()) {
      if (result instanceof Result.Judged judged
          && judged.change().recorded().isPresent()
          && judged.change().paired().isEmpty()) {
        models.add(findings.settings().judgedAgainst(judged.model()));
      }
    }
    models.forEach(
        model ->
            lines.add(
                "NOTE: rows are missing in the record of %s, so that only verdicts are compared; record it again."
                    .formatted(model)));
  }

  /** Nothing is wrong with them, but whoever trained a head may believe that it is judged too. */
  private static void ignored(List<Study> studies, List<String> lines) {
    for (Study study : studies) {
      List<String> names = study.ignored();
      if (!names.isEmpty()) {
        lines.add(
            "NOTE: %s has parameters that are not part of the encoder and are ignored: %s (%d in all)"
                .formatted(study.model(), first(names), names.size()));
      }
    }
  }

  private static String first(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", ..." : "");
  }
}
