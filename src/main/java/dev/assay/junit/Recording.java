package dev.assay.junit;

import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a study on record, because somebody asked for it and said why. */
final class Recording {
  private Recording() {}

  /** Prints what is about to change in the model's ledger, and writes it. */
  static void record(Study study, List<ClaimMethod> claims, Settings settings) {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    List<String> changes = new ArrayList<>();
    Ledger before = study.ledger();
    study
        .results()
        .forEach(
            (id, result) -> {
              if (result instanceof Result.Judged judged) {
                entries.put(id, judged.entry());
                changes.add("  %s: %s".formatted(id, change(judged)));
              } else {
                changes.add("  %s: broken, its record stays as it is".formatted(id));
              }
            });
    System.out.printf(
        "Recording in %s, because: %s%n",
        Ledger.file(settings.ledger(), before.model()), settings.record().orElseThrow());
    changes.stream().sorted().forEach(System.out::println);
    before.with(study.fixtures(claims), entries).write(settings.ledger());
  }

  private static String change(Result.Judged judged) {
    String result = Wording.result(judged.entry());
    return judged
        .drift()
        .recorded()
        .map(
            old -> {
              String was = Wording.result(old);
              String inputs =
                  judged.drift().changed().isEmpty()
                      ? ""
                      : "; changed: " + Wording.list(judged.drift().changed());
              String rows = judged.drift().rows().isEmpty() ? "" : "; " + judged.drift().rows();
              return (was.equals(result) ? "as before" : "%s, was %s".formatted(result, was))
                  + inputs
                  + rows;
            })
        .orElse(result + ", new");
  }
}
