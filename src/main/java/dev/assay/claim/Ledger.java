package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is on record for one model, as {@code claims/ledger/<model>.json} and, for every row's
 * value, {@code claims/ledger/<model>.rows.csv} hold it.
 *
 * @param model the model's name
 * @param fixtures the row ids of every fixture that a claim was recorded with, by {@link #fixture
 *     name and hash}: claims recorded at different times may know different rows of one file
 * @param claims by claim id
 * @param values of the rows, by claim id, four significant digits; claims recorded before schema 2
 *     have none
 */
public record Ledger(
    String model,
    SortedMap<String, List<String>> fixtures,
    SortedMap<String, LedgerEntry> claims,
    SortedMap<String, List<RowValue>> values) {

  /** Enough to tell a file's states apart, and short enough to read. */
  private static final int HASH_DIGITS = 12;

  public Ledger {
    requireNonNull(model, "it names no model");
    fixtures = Collections.unmodifiableSortedMap(new TreeMap<>(fixtures));
    claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** A model's ledger with nothing in it. */
  public static Ledger empty(String model) {
    return new Ledger(model, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Where a model's ledger is: names with slashes become one file name. */
  public static Path file(Path folder, String model) {
    return folder.resolve(fileName(model) + ".json");
  }

  /** Where its rows are. */
  static Path rowsFile(Path folder, String model) {
    return folder.resolve(fileName(model) + ".rows.csv");
  }

  private static String fileName(String model) {
    return model.replaceAll("[^A-Za-z0-9._@-]+", "--");
  }

  /**
   * A model's ledger; an empty one if nothing is on record.
   *
   * @throws AssayException if a file cannot be read, is no ledger of that model, or is of another
   *     state than the other
   */
  public static Ledger read(Path folder, String model) {
    return LedgerFile.read(folder, model);
  }

  /**
   * Puts results on record: whole or not at all, and without losing what others record meanwhile,
   * in this process or in another.
   *
   * @param newFixtures the row ids of the fixtures that were measured, by {@link #fixture name and
   *     hash}
   * @return what is on record now
   * @throws AssayException if the ledger cannot be read or written
   */
  public static Ledger record(
      Path folder,
      String model,
      Map<String, List<String>> newFixtures,
      Collection<Measurement> measured) {
    return LedgerFile.update(folder, model, ledger -> ledger.with(newFixtures, measured));
  }

  public Optional<LedgerEntry> entry(String claim) {
    return Optional.ofNullable(claims.get(claim));
  }

  /** The values of a claim's rows; none if they are not on record. */
  public List<RowValue> values(String claim) {
    return values.getOrDefault(claim, List.of());
  }

  /** The key of one state of a fixture: {@code statements.csv@1f0a9c3b5d7e}. */
  public static String fixture(String name, String sha256) {
    return name + "@" + shortened(sha256);
  }

  /** The row ids of the fixture that a claim was recorded with; none if they are unknown. */
  public List<String> rows(LedgerEntry entry) {
    return fixtures.entrySet().stream()
        .filter(e -> e.getKey().endsWith("@" + shortened(entry.provenance().fixture())))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }

  /**
   * The ledger after recording. What was not measured this time stays, and so does an entry that
   * would differ only in its reason and date. Fixtures that no claim knows any more are left out.
   */
  Ledger with(Map<String, List<String>> newFixtures, Collection<Measurement> measured) {
    SortedMap<String, LedgerEntry> allClaims = new TreeMap<>(claims);
    SortedMap<String, List<RowValue>> allValues = new TreeMap<>(values);
    for (Measurement now : measured) {
      LedgerEntry old = allClaims.get(now.claim());
      if (old == null || !old.sameResultAs(now.entry())) {
        allClaims.put(now.claim(), now.entry());
        allValues.remove(now.claim());
        if (!now.rows().isEmpty()) {
          allValues.put(now.claim(), now.rows().stream().map(RowValue::onRecord).toList());
        }
      }
    }
    SortedMap<String, List<String>> allFixtures = new TreeMap<>(fixtures);
    allFixtures.putAll(newFixtures);
    Set<String> known =
        allClaims.values().stream()
            .map(entry -> "@" + shortened(entry.provenance().fixture()))
            .collect(Collectors.toSet());
    allFixtures.keySet().removeIf(key -> !known.contains(key.substring(key.lastIndexOf('@'))));
    return new Ledger(model, allFixtures, allClaims, allValues);
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }
}
