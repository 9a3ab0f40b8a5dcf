package dev.assay.cli;

import dev.assay.claim.Change;
import dev.assay.claim.ChangeWording;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import dev.assay.study.DriftReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Changes for people to read: a line per claim, a column per model. */
final class DriftTable {
  private DriftTable() {}

  /**
   * @param reports one per model, of the same baseline
   * @param all whether claims that all models have kept get a line too
   */
  static void print(PrintStream out, String baseline, List<DriftReport> reports, boolean all) {
    List<Line> lines = lines(reports);
    List<Line> shown = all ? lines : lines.stream().filter(line -> !line.isKept()).toList();
    if (!shown.isEmpty()) {
      Table table = new Table(reports.size() + 2);
      List<String> header = new ArrayList<>(List.of("claim", "on record for " + baseline));
      reports.forEach(report -> header.add(report.model()));
      table.line(header);
      shown.forEach(line -> table.line(line.cells()));
      table.print(out);
    }
    if (shown.size() < lines.size()) {
      out.println(
          "%d of %d claims kept%s (--all shows them)"
              .formatted(
                  lines.size() - shown.size(),
                  lines.size(),
                  reports.size() == 1 ? "" : " by all models"));
    }
    remarks(reports).forEach(out::println);
    reports.forEach(report -> out.println(summary(report)));
  }

  /** One claim on all models. */
  private record Line(String claim, List<DriftReport.Row> rows) {
    boolean isKept() {
      return rows.stream().allMatch(DriftReport.Row::isKept);
    }

    DriftReport.Kind gravest() {
      return rows.stream().map(DriftReport.Row::kind).min(Comparator.naturalOrder()).orElseThrow();
    }

    double largest() {
      return rows.stream().mapToDouble(DriftReport.Row::size).max().orElse(0);
    }

    List<String> cells() {
      Optional<LedgerEntry> recorded =
          rows.stream().flatMap(row -> row.recorded().stream()).findFirst();
      List<String> cells = new ArrayList<>(List.of(claim, result(recorded)));
      rows.forEach(row -> cells.add(cell(row)));
      return cells;
    }
  }

  /** What changed on any model first. */
  private static List<Line> lines(List<DriftReport> reports) {
    Set<String> claims = new TreeSet<>();
    List<Map<String, DriftReport.Row>> byClaim = new ArrayList<>();
    for (DriftReport report : reports) {
      Map<String, DriftReport.Row> rows = new HashMap<>();
      report.rows().forEach(row -> rows.put(row.claim(), row));
      claims.addAll(rows.keySet());
      byClaim.add(rows);
    }
    return claims.stream()
        .map(
            claim ->
                new Line(
                    claim,
                    byClaim.stream()
                        .map(rows -> rows.getOrDefault(claim, unknown(claim)))
                        .toList()))
        .sorted(
            Comparator.comparing(Line::gravest)
                .thenComparing(Comparator.comparingDouble(Line::largest).reversed())
                .thenComparing(Line::claim))
        .toList();
  }

  private static DriftReport.Row unknown(String claim) {
    return new DriftReport.Row(claim, Optional.empty(), Optional.empty(), "");
  }

  private static String result(Optional<LedgerEntry> entry) {
    return entry.map(e -> e.verdict() + " " + Wording.estimate(e)).orElse("-");
  }

  private static String cell(DriftReport.Row row) {
    if (row.change().isEmpty()) {
      return word(row.kind());
    }
    Change change = row.change().get();
    String flipped =
        change.flipped().isEmpty() ? "" : " (%s)".formatted(Wording.list(change.flipped()));
    return switch (row.kind()) {
      case VERDICT_CHANGED ->
          "CHANGED to %s%s: %s"
              .formatted(change.measured().verdict(), flipped, ChangeWording.brief(change));
      case AT_THE_BOUNDARY ->
          "at the boundary of %s%s: %s"
              .formatted(change.measured().verdict(), flipped, ChangeWording.brief(change));
      case NOT_ON_RECORD -> "not on record: " + result(Optional.of(change.measured()));
      case NOT_REPRODUCED, MOVED, AS_RECORDED, BROKEN, NOT_MEASURED ->
          "%s: %s".formatted(word(row.kind()), ChangeWording.brief(change));
    };
  }

  /** Only bad news is in capitals, so that it stands out among many claims. */
  private static String word(DriftReport.Kind kind) {
    return switch (kind) {
      case VERDICT_CHANGED -> "CHANGED";
      case NOT_REPRODUCED -> "NOT REPRODUCED";
      case BROKEN -> "BROKEN";
      case AS_RECORDED -> "kept";
      case AT_THE_BOUNDARY, MOVED, NOT_MEASURED, NOT_ON_RECORD ->
          kind.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static Set<String> remarks(List<DriftReport> reports) {
    Set<String> remarks = new LinkedHashSet<>();
    for (DriftReport report : reports) {
      for (DriftReport.Row row : report.rows()) {
        String where = "%s on %s: ".formatted(row.claim(), report.model());
        if (!row.broken().isEmpty()) {
          remarks.add(where + row.broken());
        }
        row.change().ifPresent(change -> change.remarks().forEach(r -> remarks.add(where + r)));
        row.change()
            .filter(change -> !change.rows().isEmpty())
            .ifPresent(change -> remarks.add(where + "fixture " + change.rows()));
      }
    }
    return remarks;
  }

  private static String summary(DriftReport report) {
    String kinds =
        report.counts().entrySet().stream()
            .map(kind -> kind.getValue() + " " + word(kind.getKey()))
            .collect(Collectors.joining(", "));
    Map<String, Integer> changed = new TreeMap<>();
    report
        .rows()
        .forEach(
            row ->
                row.change()
                    .ifPresent(
                        c -> c.provenance().forEach(p -> changed.merge(p, 1, Integer::sum))));
    String provenance =
        changed.isEmpty()
            ? "nothing changed that results are made from"
            : "changed: "
                + changed.entrySet().stream()
                    .map(
                        one ->
                            one.getValue() == report.rows().size()
                                ? one.getKey()
                                : "%s (of %d claims)".formatted(one.getKey(), one.getValue()))
                    .collect(Collectors.joining(", "));
    long untested =
        report.rows().stream()
            .flatMap(row -> row.change().stream())
            .filter(change -> change.recorded().isPresent() && change.paired().isEmpty())
            .count();
    String tested =
        untested == 0
            ? ""
            : "; %d by verdict only, since rows are not on record".formatted(untested);
    String provisional =
        report
            .provisional()
            .map(
                nulls ->
                    "; provisional, since measured with -Dassay.nulls=%s: which nulls are beaten is not compared"
                        .formatted(nulls))
            .orElse("");
    return "%s: %s; %s%s%s; as in %s"
        .formatted(report.model(), kinds, provenance, tested, provisional, report.source());
  }
}
