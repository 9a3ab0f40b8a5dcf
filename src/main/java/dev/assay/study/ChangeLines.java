package dev.assay.study;

import dev.assay.claim.Change;
import dev.assay.claim.ChangeWording;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model has changed against the record of its baseline: the gravest kind first, of a kind
 * the largest change first, and in one line what it has kept.
 */
final class ChangeLines {
  private static final int NAME = 40;

  private ChangeLines() {}

  static List<String> of(Study study) {
    List<Result.Judged> judged =
        study.results().stream()
            .filter(Result.Judged.class::isInstance)
            .map(Result.Judged.class::cast)
            .toList();
    List<Result.Judged> changed =
        judged.stream()
            .filter(result -> !ChangeWording.remarks(result.change()).isEmpty())
            .sorted(
                Comparator.comparing((Result.Judged result) -> result.change().kind())
                    .thenComparing(Comparator.comparingDouble(ChangeLines::size).reversed()))
            .toList();
    Columns columns = new Columns();
    if (!changed.isEmpty()) {
      columns.add("", "verdict", "estimate, 95% interval", "on record");
    }
    for (Result.Judged result : changed) {
      LedgerEntry entry = result.entry();
      columns.add(
          Columns.shortened(result.body().claim().id(), NAME),
          entry.verdict() + (result.nulls() == Nulls.ALL ? "" : "?"),
          Wording.estimate(entry),
          result.change().recorded().map(Wording::estimate).orElse("-"));
      ChangeWording.remarks(result.change()).forEach(line -> columns.heading("    " + line));
    }
    List<String> lines = new ArrayList<>(columns.aligned());
    lines.add("%d of %d claims kept".formatted(judged.size() - changed.size(), judged.size()));
    return lines;
  }

  private static double size(Result.Judged result) {
    return result.change().paired().map(Change.Paired::relative).map(Math::abs).orElse(0.0);
  }
}
