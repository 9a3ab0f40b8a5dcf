package dev.assay.study;

import dev.assay.claim.Assessment;
import dev.assay.claim.ChangeWording;
import dev.assay.claim.EvidenceKind;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Verdict;
import dev.assay.claim.Wording;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was found on one model, finding by finding: one line where all variants agree and are as
 * recorded, else a line for each.
 */
final class FindingLines {
  private static final int NAME = 40;

  private final Columns columns = new Columns();

  /** Then the heading says so, and not every line. */
  private final boolean nothingOnRecord;

  /** Whether claims rest on different kinds of evidence; else the title says on which. */
  private final boolean evidenceDiffers;

  private FindingLines(boolean nothingOnRecord, boolean evidenceDiffers) {
    this.nothingOnRecord = nothingOnRecord;
    this.evidenceDiffers = evidenceDiffers;
  }

  /** The weightiest kinds of evidence that a study's claims rest on. */
  static Set<String> evidence(Study study) {
    Set<String> kinds = new TreeSet<>();
    study
        .results()
        .forEach(
            result -> {
              if (result instanceof Result.Judged judged) {
                kinds.add(EvidenceKind.weightiest(judged.evidence()));
              }
            });
    kinds.remove("");
    return kinds;
  }

  private void line(
      String name, String verdict, String estimate, String n, String evidence, String nulls) {
    if (evidenceDiffers) {
      columns.add(name, verdict, estimate, n, evidence, nulls);
    } else {
      columns.add(name, verdict, estimate, n, nulls);
    }
  }

  static List<String> of(Study study) {
    FindingLines lines =
        new FindingLines(study.ledger().claims().isEmpty(), evidence(study).size() > 1);
    lines.line("", "verdict", "estimate, 95% interval", "n", "evidence", "strongest null");
    byFinding(study).values().forEach(lines::finding);
    return lines.columns.aligned();
  }

  /** Results by finding, both in order. */
  static Map<String, List<Result>> byFinding(Study study) {
    Map<String, List<Result>> findings = new TreeMap<>();
    study
        .results()
        .forEach(
            result ->
                findings
                    .computeIfAbsent(
                        result.body().claim().finding(), finding -> new java.util.ArrayList<>())
                    .add(result));
    return findings;
  }

  private void finding(List<Result> results) {
    String finding = results.get(0).body().claim().finding();
    if (results.size() == 1) {
      one(results.get(0), results.get(0).body().claim().id());
      return;
    }
    List<Result.Judged> judged =
        results.stream()
            .filter(Result.Judged.class::isInstance)
            .map(Result.Judged.class::cast)
            .toList();
    if (judged.size() == results.size() && allAgree(judged)) {
      folded(finding, judged);
      return;
    }
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    judged.forEach(one -> verdicts.put(variant(one), one.judgement().verdict()));
    boolean differ = verdicts.values().stream().distinct().count() > 1;
    columns.heading(differ ? finding + ": " + Variants.summary(verdicts) : finding);
    results.forEach(result -> one(result, "  " + variant(result)));
  }

  private boolean allAgree(List<Result.Judged> judged) {
    return judged.stream().map(one -> one.judgement().verdict()).distinct().count() == 1
        && judged.stream().allMatch(one -> remarks(one).isEmpty())
        && judged.stream().allMatch(one -> one.judgement().claim().published().isEmpty())
        && judged.stream().map(one -> one.entry().unit()).distinct().count() == 1
        && judged.stream().map(one -> EvidenceKind.weightiest(one.evidence())).distinct().count()
            == 1;
  }

  private static String variant(Result result) {
    String variant = result.body().claim().variant();
    return variant.isEmpty() ? result.body().claim().id() : variant;
  }

  private void one(Result result, String name) {
    if (result instanceof Result.Judged judged) {
      LedgerEntry entry = judged.entry();
      line(
          Columns.shortened(name, NAME),
          entry.verdict() + (judged.nulls() == Nulls.ALL ? "" : "?"),
          Wording.estimate(entry),
          Integer.toString(entry.n()),
          EvidenceKind.weightiest(judged.evidence()),
          strongest(judged.judgement().assessment()));
      if (!entry.heads().isEmpty()) {
        columns.heading("    heads " + Wording.list(entry.heads()));
      }
      published(judged).ifPresent(columns::heading);
      remarks(judged).forEach(line -> columns.heading("    " + line));
    } else {
      line(Columns.shortened(name, NAME), "BROKEN", "", "", "", "");
    }
  }

  /** The source's number stands beside ours. */
  private static Optional<String> published(Result.Judged judged) {
    OptionalDouble published = judged.judgement().claim().published();
    return published.isEmpty()
        ? Optional.empty()
        : Optional.of("    published " + Wording.signed(published.getAsDouble()));
  }

  private void folded(String finding, List<Result.Judged> judged) {
    List<LedgerEntry> entries = judged.stream().map(Result.Judged::entry).toList();
    Comparator<LedgerEntry> byEstimate = Comparator.comparingDouble(LedgerEntry::estimate);
    LedgerEntry least = entries.stream().min(byEstimate).orElseThrow();
    LedgerEntry most = entries.stream().max(byEstimate).orElseThrow();
    int fewest = entries.stream().mapToInt(LedgerEntry::n).min().orElseThrow();
    int largest = entries.stream().mapToInt(LedgerEntry::n).max().orElseThrow();
    columns.heading(finding);
    line(
        "  all " + judged.size(),
        least.verdict() + (judged.get(0).nulls() == Nulls.ALL ? "" : "?"),
        least.estimate() == most.estimate()
            ? "%s %s".formatted(Wording.plain(least.estimate()), least.unit())
            : "%s to %s %s"
                .formatted(
                    Wording.signed(least.estimate()),
                    Wording.signed(most.estimate()),
                    least.unit()),
        fewest == largest ? Integer.toString(fewest) : fewest + "-" + largest,
        EvidenceKind.weightiest(judged.get(0).evidence()),
        judged.stream()
            .map(one -> one.judgement().assessment())
            .max(
                Comparator.comparingDouble(
                    a ->
                        a.strongestNull()
                            .map(n -> a.claim().expectation().favour(n.value()))
                            .orElse(Double.NEGATIVE_INFINITY)))
            .map(FindingLines::strongest)
            .orElse(""));
  }

  private static String strongest(Assessment assessment) {
    return assessment
        .strongestNull()
        .map(effect -> effect.model().label() + " " + Wording.signed(effect.value()))
        .orElse("none run");
  }

  /** How a result compares with the record, if it is not simply as recorded. */
  private List<String> remarks(Result.Judged judged) {
    return nothingOnRecord ? List.of() : ChangeWording.remarks(judged.change());
  }
}
