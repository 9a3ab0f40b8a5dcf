package dev.assay.docs;

import dev.assay.claim.Claim;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Verdict;
import dev.assay.claim.Wording;
import dev.assay.study.VerdictMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of docs/replication.md, made of the ledgers: published numbers beside ours. */
final class ReplicationPage {
  /** The claims' package. */
  static final String TOPIC = "replication";

  private final SortedMap<String, Ledger> ledgers;
  private final List<String> lines = new ArrayList<>();

  private ReplicationPage(SortedMap<String, Ledger> ledgers) {
    this.ledgers = ledgers;
  }

  static String of(Records records) {
    ReplicationPage page = new ReplicationPage(records.ledgers());
    records.claims().values().stream()
        .filter(claim -> !page.entries(claim).isEmpty())
        .sorted(Comparator.comparing(Claim::id))
        .collect(Collectors.groupingBy(Claim::finding, TreeMap::new, Collectors.toList()))
        .forEach(page::finding);
    return page.lines.isEmpty()
        ? "Nothing is on record yet.\n"
        : String.join("\n", page.lines.subList(1, page.lines.size())) + "\n";
  }

  private void finding(String id, List<Claim> claims) {
    lines.addAll(List.of("", "## " + id, "", claims.get(0).source() + ".", ""));
    for (Claim claim : claims) {
      lines.add(
          "- `%s`: %s Expected: %s. %s"
              .formatted(
                  claim.id(), claim.statement(), VerdictMessage.expected(claim), claim.because()));
    }
    lines.add("");
    row("claim", "supported on", "published", "model", "ours, 95% interval", "n", "verdict");
    lines.add("|---|---|---|---|---|---|---|");
    claims.forEach(this::claim);
  }

  private void claim(Claim claim) {
    Map<String, LedgerEntry> entries = entries(claim);
    long supported =
        entries.values().stream().filter(e -> e.verdict() == Verdict.SUPPORTED).count();
    List<String> first =
        new ArrayList<>(
            List.of(
                claim.variant().isEmpty() ? claim.id() : claim.variant(),
                "%d of %d".formatted(supported, entries.size()),
                published(claim)));
    entries.forEach(
        (model, entry) -> {
          List<String> cells = new ArrayList<>(first);
          cells.addAll(
              List.of(
                  model,
                  Wording.estimate(entry),
                  Integer.toString(entry.n()),
                  entry.verdict().name()));
          row(cells.toArray(String[]::new));
          first.replaceAll(cell -> "");
        });
  }

  private static String published(Claim claim) {
    return claim.published().isPresent()
        ? Wording.plain(claim.published().getAsDouble()) + " " + claim.estimateUnit()
        : "direction";
  }

  private Map<String, LedgerEntry> entries(Claim claim) {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    ledgers.forEach(
        (model, ledger) -> {
          Optional<LedgerEntry> entry = ledger.entry(claim.id());
          entry.ifPresent(one -> entries.put(model, one));
        });
    return entries;
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
