package dev.assay.claim;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is on record for one model beside what was found on another, claim by claim.
 *
 * @param baseline the model on record
 * @param model the other one
 * @param source the file that its results are from
 * @param rows by claim id
 */
public record DriftReport(String baseline, String model, Path source, List<Row> rows) {

  /** How the two results of a claim compare. */
  public enum Kind {
    /** The same verdict, and the new estimate within the old interval. */
    KEPT,
    /**
     * The same verdict, but the new estimate lies outside the old interval or is of other heads.
     */
    MOVED,
    /** Another verdict. */
    FLIPPED,
    /** On record for the baseline, and not measured on the model: not run, or no claim any more. */
    NOT_MEASURED,
    /** Measured on the model, and not on record for the baseline. */
    NOT_ON_RECORD,
    /** Could not be measured on the model. */
    BROKEN
  }

  /**
   * One claim.
   *
   * @param changed which of weights, configuration, tokenizer, fixture, claim, engine and Assay
   *     differ
   * @param fixtureRows which rows the fixture has lost or got; empty if none, or if unknown
   * @param broken why it could not be measured; empty if it was
   */
  public record Row(
      String claim,
      Kind kind,
      Optional<LedgerEntry> recorded,
      Optional<LedgerEntry> measured,
      List<String> changed,
      String fixtureRows,
      String broken) {}

  public DriftReport {
    rows = List.copyOf(rows);
  }

  /**
   * Compares a model's ledger with another model's: with its ledger if it has one, else with the
   * last test run. A model is compared with itself as the last run found it.
   *
   * @param ledgers the folder of ledgers
   * @param lastRun the file that test runs leave, {@link LastRun#FILE}
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
      return of(old, recorded, Map.of(), Ledger.file(ledgers, model));
    }
    LastRun run =
        LastRun.read(lastRun, model)
            .orElseThrow(() -> new AssayException(unknown(ledgers, lastRun, baseline, model)));
    return of(old, run.results(), run.broken(), lastRun);
  }

  private static String unknown(Path ledgers, Path lastRun, String baseline, String model) {
    return model.equals(baseline)
        ? "There are no results in %s to compare the record of %s with; measure it first: mvn test -Dassay.models=%s"
            .formatted(lastRun, model, model)
        : "There are no results for %s, neither in %s nor in %s; measure it first: mvn test -Dassay.models=%s -Dassay.baseline=%s"
            .formatted(model, ledgers, lastRun, model, baseline);
  }

  static DriftReport of(Ledger old, Ledger now, Map<String, String> broken, Path source) {
    SortedSet<String> ids = new TreeSet<>(old.claims().keySet());
    ids.addAll(now.claims().keySet());
    ids.addAll(broken.keySet());
    List<Row> rows = new ArrayList<>();
    for (String id : ids) {
      rows.add(row(id, old, now, Optional.ofNullable(broken.get(id))));
    }
    return new DriftReport(old.model(), now.model(), source, rows);
  }

  private static Row row(String id, Ledger old, Ledger now, Optional<String> broken) {
    Optional<LedgerEntry> recorded = old.entry(id);
    Optional<LedgerEntry> measured = now.entry(id);
    if (measured.isEmpty()) {
      Kind kind = broken.isPresent() ? Kind.BROKEN : Kind.NOT_MEASURED;
      return new Row(id, kind, recorded, measured, List.of(), "", broken.orElse(""));
    }
    List<String> rowsNow = now.rows(measured.get());
    Drift drift =
        Drift.of(
            recorded,
            measured.get(),
            recorded
                .filter(entry -> !rowsNow.isEmpty())
                .map(entry -> Drift.rows(old.rows(entry), rowsNow))
                .orElse(""));
    Kind kind =
        switch (drift.kind()) {
          case AS_RECORDED -> Kind.KEPT;
          case INTERVAL_MOVED, HEADS_MOVED -> Kind.MOVED;
          case VERDICT_CHANGED -> Kind.FLIPPED;
          case NOT_ON_RECORD -> Kind.NOT_ON_RECORD;
        };
    return new Row(id, kind, recorded, measured, drift.changed(), drift.rows(), "");
  }

  /** Whether a verdict is another one than on record. */
  public boolean flipped() {
    return rows.stream().anyMatch(row -> row.kind() == Kind.FLIPPED);
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
      } catch (IOException e) {
        throw new UncheckedIOException("Listing " + ledgers, e);
      }
    }
    return List.copyOf(names);
  }
}
