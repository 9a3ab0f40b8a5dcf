package dev.assay.study;

import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.claim.Wording;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Puts a study on record, because somebody asked for it and said why. */
final class Recording {
  private Recording() {}

  /** Prints what is about to change in the model's ledger, and writes it. */
  static void record(Study study, Settings settings, PrintStream out) {
    List<Measurement> measured = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    Ledger before = study.ledger();
    study
        .results()
        .forEach(
            result -> {
              String id = result.body().claim().id();
              if (result instanceof Result.Judged judged) {
                measured.add(judged.measurement());
                changes.add("  %s: %s".formatted(id, change(judged)));
              } else {
                changes.add("  %s: broken, its record stays as it is".formatted(id));
              }
            });
    out.printf(
        "Recording in %s, because: %s%n",
        Ledger.file(settings.ledger(), before.model()), settings.record().orElseThrow());
    changes.stream().sorted().forEach(out::println);
    Ledger.record(settings.ledger(), before.model(), study.fixtures(), measured);
  }

  private static String change(Result.Judged judged) {
    return judged
        .change()
        .recorded()
        .map(old -> change(old, judged))
        .orElse(Wording.result(judged.entry()) + ", new");
  }

  /** Every difference is named, since some do not show in the few digits of the wording. */
  private static String change(LedgerEntry old, Result.Judged judged) {
    List<String> changed = judged.change().provenance();
    String inputs = changed.isEmpty() ? "" : "; changed: " + Wording.list(changed);
    String rows = judged.change().rows().isEmpty() ? "" : "; " + judged.change().rows();
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
