package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table that a run ends with: a row per claim, a column per model where there are several. */
final class ResultTable {
  /** How many ignored parameters are named; who wants all of them has the checkpoint. */
  private static final int NAMED = 3;

  private ResultTable() {}

  static String of(RunReport report) {
    List<String> models = List.copyOf(report.studies().keySet());
    List<List<String>> rows = new ArrayList<>();
    rows.add(models.size() == 1 ? header(models.get(0)) : header(models));
    for (ClaimMethod method : report.claims()) {
      if (models.stream().anyMatch(method::concerns)) {
        rows.add(
            models.size() == 1 ? row(report, method, models.get(0)) : row(report, method, models));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (!models.isEmpty()) {
      lines.addAll(aligned(rows));
    }
    lines.addAll(Variants.summaries(report));
    report
        .brokenModels()
        .forEach((model, why) -> lines.add("BROKEN: %s: %s".formatted(model, why.getMessage())));
    brokenClaims(report, lines);
    changedRows(report, lines);
    ignored(report, lines);
    report
        .gone()
        .forEach(
            claim ->
                lines.add(
                    "WARNING: %s is on record, but there is no such claim any more; restore it, or delete its entry from the ledger."
                        .formatted(claim)));
    lines.add("Details: " + RunReport.FILE + "; " + AllureResults.hint(Path.of("")));
    return String.join("\n", lines);
  }

  private static List<String> header(String model) {
    return List.of("claim", "verdict on " + model, "estimate, 95% interval", "n", "on record");
  }

  private static List<String> row(RunReport report, ClaimMethod method, String model) {
    Claim claim = method.claim();
    Result result = result(report, claim, model);
    if (result instanceof Result.Judged judged) {
      LedgerEntry entry = judged.entry();
      return List.of(
          claim.id(),
          entry.verdict().toString(),
          Wording.estimate(entry),
          Integer.toString(entry.n()),
          record(judged));
    }
    return List.of(claim.id(), "BROKEN", "", "", "");
  }

  private static List<String> header(List<String> models) {
    List<String> header = new ArrayList<>(List.of("claim"));
    header.addAll(models);
    return header;
  }

  private static List<String> row(RunReport report, ClaimMethod method, List<String> models) {
    List<String> row = new ArrayList<>(List.of(method.claim().id()));
    for (String model : models) {
      if (!method.concerns(model)) {
        row.add("not about it");
        continue;
      }
      Result result = result(report, method.claim(), model);
      row.add(
          result instanceof Result.Judged judged
              ? "%s %s (%s)"
                  .formatted(
                      judged.entry().verdict(), Wording.estimate(judged.entry()), record(judged))
              : "BROKEN");
    }
    return row;
  }

  private static String record(Result.Judged judged) {
    return switch (judged.drift().kind()) {
      case AS_RECORDED -> "as recorded";
      case INTERVAL_MOVED ->
          "WARNING: moved from %s"
              .formatted(judged.drift().recorded().map(Wording::estimate).orElseThrow());
      case HEADS_MOVED ->
          "WARNING: heads moved from %s to %s"
              .formatted(
                  Wording.list(judged.drift().recorded().map(LedgerEntry::heads).orElseThrow()),
                  Wording.list(judged.entry().heads()));
      case NOT_ON_RECORD -> "not on record";
      case VERDICT_CHANGED ->
          "CHANGED from %s"
              .formatted(judged.drift().recorded().map(LedgerEntry::verdict).orElseThrow());
    };
  }

  private static void brokenClaims(RunReport report, List<String> lines) {
    report
        .studies()
        .forEach(
            (model, study) ->
                study
                    .results()
                    .forEach(
                        (id, result) -> {
                          if (result instanceof Result.Broken broken) {
                            lines.add(
                                "BROKEN: %s on %s: %s"
                                    .formatted(id, model, broken.why().getMessage()));
                          }
                        }));
  }

  /** Once per fixture and model, however many claims notice it. */
  private static void changedRows(RunReport report, List<String> lines) {
    Set<String> warnings = new LinkedHashSet<>();
    for (String model : report.studies().keySet()) {
      for (ClaimMethod method : report.claims()) {
        if (result(report, method.claim(), model) instanceof Result.Judged judged
            && !judged.drift().rows().isEmpty()) {
          warnings.add(
              "WARNING: %s is not what it was when %s was recorded: %s."
                  .formatted(
                      method.claim().fixture(),
                      report.settings().judgedAgainst(model),
                      judged.drift().rows()));
        }
      }
    }
    lines.addAll(warnings);
  }

  /** Nothing is wrong with them, but whoever trained a head may believe that it is judged too. */
  private static void ignored(RunReport report, List<String> lines) {
    report
        .studies()
        .forEach(
            (model, study) -> {
              List<String> names = study.ignored();
              if (!names.isEmpty()) {
                lines.add(
                    "NOTE: %s has parameters that are not part of the encoder and are ignored: %s%s (%d in all)"
                        .formatted(
                            model,
                            String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
                            names.size() > NAMED ? ", ..." : "",
                            names.size()));
              }
            });
  }

  /** What came of a claim on a model that was run; null if it is not about that model. */
  static @Nullable Result result(RunReport report, Claim claim, String model) {
    return Objects.requireNonNull(report.studies().get(model)).results().get(claim.id());
  }

  /** Columns as wide as their widest cell, two blanks between them. */
  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(c -> row.get(c) + " ".repeat(widths[c] - row.get(c).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .toList();
  }
}
