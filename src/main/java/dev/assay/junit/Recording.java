package dev.assay.junit;

import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a study on record, because somebody asked for it and said why. */
final class Recording {
  private Recording() {}

  /**
   * Prints what is about to change in the model's ledger, and writes it.
   *
   * @param rows the row ids of every fixture
   */
  static void record(Study study, Map<String, List<String>> rows, Settings settings) {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    List<String> changes = new ArrayList<>();
    Ledger before = study.ledger();
    study
        .results()
        .forEach(
            (id, result) -> {
              if (result instanceof Result.Judged judged) {
                entries.put(id, judged.entry());
                changes.add(change(id, before.entry(id), judged.entry()));
              } else {
                changes.add("  %s: broken, its record stays as it is".formatted(id));
              }
            });
    System.out.printf(
        "Recording in %s, because: %s%n",
        Ledger.file(settings.ledger(), before.model()), settings.record().orElseThrow());
    changes.forEach(System.out::println);
    before.with(rows, entries).write(settings.ledger());
  }

  private static String change(String id, Optional<LedgerEntry> before, LedgerEntry now) {
    String result = Wording.result(now);
    return before
        .map(
            old ->
                Wording.result(old).equals(result)
                    ? "  %s: as before".formatted(id)
                    : "  %s: %s, was %s".formatted(id, result, Wording.result(old)))
        .orElse("  %s: %s, new".formatted(id, result));
  }
}
