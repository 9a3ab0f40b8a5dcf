package dev.assay.study;

import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Wording;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a study on record, because somebody asked for it and said why. */
final class Recording {
  /** Of all ledgers, and not beside them, since they are part of a project's history. */
  private static final Path LOCK = ClaimsJson.FILE.resolveSibling("ledgers");

  private Recording() {}

  /** Prints what is about to change in the model's ledger, and writes it. */
  static void record(Study study, Settings settings, PrintStream out) {
    Map<String, LedgerEntry> entries = new TreeMap<>();
    List<String> changes = new ArrayList<>();
    Ledger before = study.ledger();
    study
        .results()
        .forEach(
            result -> {
              String id = result.body().claim().id();
              if (result instanceof Result.Judged judged) {
                entries.put(id, judged.entry());
                changes.add("  %s: %s".formatted(id, change(judged)));
              } else {
                changes.add("  %s: broken, its record stays as it is".formatted(id));
              }
            });
    out.printf(
        "Recording in %s, because: %s%n",
        Ledger.file(settings.ledger(), before.model()), settings.record().orElseThrow());
    changes.stream().sorted().forEach(out::println);
    write(study, entries, settings);
  }

  /** Into what is on record by now: another JVM may have recorded its claims meanwhile. */
  private static void write(Study study, Map<String, LedgerEntry> entries, Settings settings) {
    String model = study.ledger().model();
    try {
      FileLock.during(
          LOCK,
          () ->
              Ledger.read(settings.ledger(), model)
                  .with(study.fixtures(), entries)
                  .write(settings.ledger()));
    } catch (IOException e) {
      throw new AssayException(
          "Nothing was recorded, since %s cannot be locked (%s); check the folder and its permissions."
              .formatted(LOCK, e),
          e);
    }
  }

  private static String change(Result.Judged judged) {
    return judged
        .drift()
        .recorded()
        .map(old -> change(old, judged))
        .orElse(Wording.result(judged.entry()) + ", new");
  }

  /** Every difference is named, since some do not show in the few digits of the wording. */
  private static String change(LedgerEntry old, Result.Judged judged) {
    List<String> changed = judged.drift().changed();
    String inputs = changed.isEmpty() ? "" : "; changed: " + Wording.list(changed);
    String rows = judged.drift().rows().isEmpty() ? "" : "; " + judged.drift().rows();
    List<String> differences = judged.entry().differencesFrom(old);
    if (differences.isEmpty()) {
      return "as before" + inputs + rows;
    }
    String was = Wording.result(old);
    String result = Wording.result(judged.entry());
    return "%s%s%s%s; not as before: %s"
        .formatted(
            result,
            was.equals(result) ? "" : ", was " + was,
            inputs,
            rows,
            Wording.list(differences));
  }
}
