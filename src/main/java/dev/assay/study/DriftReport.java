package dev.assay.study;

import dev.assay.claim.Change;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measurement;
import dev.assay.claim.Regression;
import dev.assay.claim.RowValue;
import dev.assay.claim.Wording;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is on record for one model beside what was found on another, claim by claim: what changed
 * first, the gravest kind first, of a kind the largest change first.
 *
 * @param baseline the model on record
 * @param model the other one
 * @param source the file that its results are from
 * @param provisional with which nulls they were measured, as {@code -Dassay.nulls} names them;
 *     empty if with all
 * @param rows one per claim that is known of either side
 */
public record DriftReport(
    String baseline, String model, Path source, Optional<String> provisional, List<Row> rows) {

  /** What became of a claim, the gravest first. */
  public enum Kind {
    /** See {@link Change.Kind#VERDICT_CHANGED}. */
    VERDICT_CHANGED,
    /** See {@link Change.Kind#NOT_REPRODUCED}. */
    NOT_REPRODUCED,
    /** Could not be measured on the model. */
    BROKEN,
    /** See {@link Change.Kind#AT_THE_BOUNDARY}. */
    AT_THE_BOUNDARY,
    /** See {@link Change.Kind#MOVED}. */
    MOVED,
    /** Measured on the model, and not on record for the baseline. */
    NOT_ON_RECORD,
    /** On record for the baseline, and not measured on the model: not run, or no claim any more. */
    NOT_MEASURED,
    /** See {@link Change.Kind#AS_RECORDED}. */
    AS_RECORDED
  }

  /**
   * One claim.
   *
   * @param recorded what is on record for the baseline
   * @param change how the model's result compares with it; absent if there is none
   * @param broken why the claim could not be measured; empty if it was, or was not tried
   */
  public record Row(
      String claim, Optional<LedgerEntry> recorded, Optional<Change> change, String broken) {
    public Kind kind() {
      return change
          .map(found -> Kind.valueOf(found.kind().name()))
          .orElse(broken.isEmpty() ? Kind.NOT_MEASURED : Kind.BROKEN);
    }

    /** How far the claim has moved, in units of its scale; 0 if that is unknown. */
    public double size() {
      return change.flatMap(Change::paired).map(paired -> Math.abs(paired.relative())).orElse(0.0);
    }

    /** Whether there is nothing to say of it. */
    public boolean isKept() {
      return kind() == Kind.AS_RECORDED && change.orElseThrow().remarks().isEmpty();
    }
  }

  public DriftReport {
    rows =
        rows.stream()
            .sorted(
                Comparator.comparing(Row::kind)
                    .thenComparing(Comparator.comparingDouble(Row::size).reversed())
                    .thenComparing(Row::claim))
            .toList();
  }

  /**
   * Compares a model's ledger with another model's: with its ledger if it has one, else with the
   * last test run. A model is compared with itself as the last run found it.
   *
   * @param ledgers the folder of ledgers
   * @param lastRun the file that test runs leave, {@link ClaimsJson#FILE}
   * @throws AssayException if nothing is on record for the baseline, or nothing known of the model
   */
  public static DriftReport of(Path ledgers, Path lastRun, String baseline, String model) {
    Ledger old = Ledger.read(ledgers, baseline);
    if (old.claims().isEmpty()) {
      throw new AssayException(
          "Nothing is on record for %s in %s; on record are: %s."
              .formatted(baseline, ledgers, Wording.list(onRecord(ledgers))));
    }
    Ledger recorded = Ledger.read(ledgers, model);
    if (!recorded.claims().isEmpty() && !model.equals(baseline)) {
      return of(
          old, model, ofLedger(recorded), Map.of(), Ledger.file(ledgers, model), Optional.empty());
    }
    ClaimsJson run =
        ClaimsJson.read(lastRun)
            .filter(found -> found.models().stream().anyMatch(m -> m.name().equals(model)))
            .orElseThrow(() -> new AssayException(unknown(ledgers, lastRun, baseline, model)));
    return ofRun(old, model, run, lastRun);
  }

  private static String unknown(Path ledgers, Path lastRun, String baseline, String model) {
    return model.equals(baseline)
        ? "There are no results in %s to compare the record of %s with; measure it first: mvn test -Dassay.models=%s"
            .formatted(lastRun, model, model)
        : "There are no results for %s, neither in %s nor in %s; measure it first: mvn test -Dassay.models=%s -Dassay.baseline=%s"
            .formatted(model, ledgers, lastRun, model, baseline);
  }

  private static List<Measurement> ofLedger(Ledger ledger) {
    List<Measurement> measured = new ArrayList<>();
    ledger
        .claims()
        .forEach(
            (id, entry) ->
                measured.add(new Measurement(id, entry, ledger.values(id), ledger.rows(entry))));
    return measured;
  }

  private static DriftReport ofRun(Ledger old, String model, ClaimsJson run, Path source) {
    run.models().stream()
        .filter(found -> found.name().equals(model) && found.broken() != null)
        .findFirst()
        .ifPresent(
            found -> {
              throw new AssayException(
                  "The last run has no result for %s: %s".formatted(model, found.broken()));
            });
    List<Measurement> measured = new ArrayList<>();
    Map<String, String> broken = new TreeMap<>();
    Optional<String> provisional = Optional.empty();
    for (ClaimsJson.Item item : run.claims()) {
      LedgerEntry entry = item.measured();
      if (!item.model().equals(model)) {
        continue;
      }
      provisional = provisional.or(() -> Optional.ofNullable(item.nullsRun()));
      if (entry == null) {
        broken.put(item.id(), String.valueOf(item.broken()));
      } else {
        String key = Ledger.fixture(item.fixture(), entry.provenance().fixture());
        List<String> ids = run.fixtures().getOrDefault(key, List.of());
        measured.add(new Measurement(item.id(), entry, rows(item, old.values(item.id())), ids));
      }
    }
    return of(old, model, measured, broken, source, provisional);
  }

  /** A run's rows, in the clusters of the record: only rows that it has are compared. */
  private static List<RowValue> rows(ClaimsJson.Item item, List<RowValue> recorded) {
    Map<String, String> clusters = new HashMap<>();
    recorded.forEach(row -> clusters.put(row.row(), row.cluster()));
    return item.rows().stream()
        .map(row -> new RowValue(row.id(), clusters.getOrDefault(row.id(), row.id()), row.value()))
        .toList();
  }

  static DriftReport of(
      Ledger old,
      String model,
      List<Measurement> measured,
      Map<String, String> broken,
      Path source,
      Optional<String> provisional) {
    Map<String, Change> changes = new HashMap<>();
    Regression.of(old, measured, Map.of()).stream()
        .map(change -> provisional.isEmpty() ? change : change.provisional())
        .forEach(change -> changes.put(change.claim(), change));
    SortedSet<String> ids = new TreeSet<>(old.claims().keySet());
    ids.addAll(changes.keySet());
    ids.addAll(broken.keySet());
    List<Row> rows =
        ids.stream()
            .map(
                id ->
                    new Row(
                        id,
                        old.entry(id),
                        Optional.ofNullable(changes.get(id)),
                        broken.getOrDefault(id, "")))
            .toList();
    return new DriftReport(old.model(), model, source, provisional, rows);
  }

  /** Whether a verdict is another one than on record, or a number that should not differ does. */
  public boolean fails() {
    return rows.stream()
        .anyMatch(row -> row.kind() == Kind.VERDICT_CHANGED || row.kind() == Kind.NOT_REPRODUCED);
  }

  /** How many claims there are of each kind, kinds without claims left out. */
  public Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new TreeMap<>();
    rows.forEach(row -> counts.merge(row.kind(), 1, Integer::sum));
    return counts;
  }

  private static List<String> onRecord(Path ledgers) {
    SortedSet<String> names = new TreeSet<>();
    if (Files.isDirectory(ledgers)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(ledgers, "*.json")) {
        files.forEach(
            file -> names.add(file.getFileName().toString().replaceFirst("\\.json$", "")));
      } catch (IOException | DirectoryIteratorException e) {
        throw new AssayException(
            "%s cannot be read (%s); check the folder and its permissions.".formatted(ledgers, e),
            e);
      }
    }
    return List.copyOf(names);
  }
}
