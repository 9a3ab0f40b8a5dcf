package dev.assay.docs;

import dev.assay.claim.Claim;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Verdict;
import dev.assay.claim.Wording;
import dev.assay.study.VerdictMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of docs/results.md, made of the ledgers. */
final class ResultsPage {
  private final Records records;
  private final List<String> lines = new ArrayList<>();

  private ResultsPage(Records records) {
    this.records = records;
  }

  static String of(Records records) {
    ResultsPage page = new ResultsPage(records);
    page.models();
    records.claims().values().stream()
        .filter(claim -> page.entries(claim).findAny().isPresent())
        .sorted(Comparator.comparing(Claim::id))
        .collect(Collectors.groupingBy(Claim::finding, TreeMap::new, Collectors.toList()))
        .forEach(page::finding);
    return String.join("\n", page.lines) + "\n";
  }

  private void models() {
    List<String> head = new ArrayList<>(List.of("model", "claims"));
    Stream.of(Verdict.values())
        .forEach(verdict -> head.add(verdict.name().toLowerCase(Locale.ROOT)));
    head.add("last recorded");
    head(head);
    records.ledgers().forEach((model, ledger) -> row(counts(model, ledger)));
  }

  private static List<String> counts(String model, Ledger ledger) {
    Collection<LedgerEntry> all = ledger.claims().values();
    List<String> cells = new ArrayList<>(List.of(model, Integer.toString(all.size())));
    for (Verdict verdict : Verdict.values()) {
      cells.add(Long.toString(all.stream().filter(e -> e.verdict() == verdict).count()));
    }
    cells.add(all.stream().map(LedgerEntry::recorded).max(Comparator.naturalOrder()).orElse(""));
    return cells;
  }

  private void finding(String id, List<Claim> claims) {
    lines.addAll(List.of("", "## " + id, "", "From %s.".formatted(claims.get(0).source()), ""));
    boolean alike = claims.size() > 1 && alike(claims);
    if (alike) {
      lines.add("%d claims, such as %s".formatted(claims.size(), stated(claims.get(0))));
    } else {
      claims.forEach(claim -> lines.add("- " + stated(claim)));
    }
    lines.add("");
    head(List.of("claim", "model", "verdict", "estimate, 95% interval", "n", "strongest null"));
    if (alike) {
      records.ledgers().forEach((model, ledger) -> all(claims, model, ledger));
    } else {
      claims.forEach(
          claim -> records.ledgers().forEach((model, ledger) -> one(claim, model, ledger)));
    }
  }

  private void one(Claim claim, String model, Ledger ledger) {
    ledger
        .entry(claim.id())
        .ifPresent(
            entry ->
                row(
                    List.of(
                        claim.variant().isEmpty() ? claim.id() : claim.variant(),
                        model,
                        entry.verdict().name(),
                        Wording.estimate(entry),
                        Integer.toString(entry.n()),
                        strongest(entry))));
  }

  /** One line for claims whose verdicts and estimates are the same; their intervals are not. */
  private void all(List<Claim> claims, String model, Ledger ledger) {
    List<LedgerEntry> entries =
        claims.stream().flatMap(claim -> ledger.entry(claim.id()).stream()).toList();
    if (!entries.isEmpty()) {
      LedgerEntry first = entries.get(0);
      IntSummaryStatistics n = entries.stream().mapToInt(LedgerEntry::n).summaryStatistics();
      row(
          List.of(
              "all " + entries.size(),
              model,
              first.verdict().name(),
              Wording.signed(first.estimate()) + " " + first.unit(),
              n.getMin() == n.getMax()
                  ? Integer.toString(n.getMin())
                  : n.getMin() + " to " + n.getMax(),
              strongest(first)));
    }
  }

  private static String strongest(LedgerEntry entry) {
    return Optional.ofNullable(entry.strongestNull())
        .map(strongest -> strongest.model() + " " + Wording.signed(strongest.value()))
        .orElse("none run");
  }

  private static String stated(Claim claim) {
    return "`%s`: %s Expected: %s."
        .formatted(claim.id(), claim.statement(), VerdictMessage.expected(claim));
  }

  /** Whether a line per model says all of the claims: a rule that holds of many kinds of row. */
  private boolean alike(List<Claim> claims) {
    return records.ledgers().values().stream()
        .allMatch(
            ledger ->
                claims.stream()
                        .map(claim -> ledger.entry(claim.id()))
                        .map(entry -> entry.map(e -> e.verdict() + " " + e.estimate()))
                        .distinct()
                        .count()
                    == 1);
  }

  private Stream<LedgerEntry> entries(Claim claim) {
    return records.ledgers().values().stream().flatMap(l -> l.entry(claim.id()).stream());
  }

  private void head(List<String> cells) {
    row(cells);
    lines.add("|" + "---|".repeat(cells.size()));
  }

  private void row(List<String> cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
