package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is on record for one model, as {@code claims/ledger/<model>.json} holds it.
 *
 * @param schema the file's format
 * @param model the model's name
 * @param fixtures the row ids of every fixture that a claim was recorded with, by {@link #fixture
 *     name and hash}: claims recorded at different times may know different rows of one file
 * @param claims by claim id
 */
public record Ledger(
    int schema,
    String model,
    SortedMap<String, List<String>> fixtures,
    SortedMap<String, LedgerEntry> claims) {
  private static final int SCHEMA = 1;

  /** Enough to tell a file's states apart, and short enough to read. */
  private static final int HASH_DIGITS = 12;

  public Ledger {
    requireNonNull(model, "it names no model");
    requireNonNull(fixtures, "it has no fixtures");
    requireNonNull(claims, "it has no claims");
    claims.forEach((id, entry) -> requireNonNull(entry, id + " has no entry"));
    fixtures = Collections.unmodifiableSortedMap(new TreeMap<>(fixtures));
    claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
  }

  /** A model's ledger with nothing in it. */
  public static Ledger empty(String model) {
    return new Ledger(SCHEMA, model, new TreeMap<>(), new TreeMap<>());
  }

  /** Where a model's ledger is: names with slashes become one file name. */
  public static Path file(Path folder, String model) {
    return folder.resolve(model.replaceAll("[^A-Za-z0-9._@-]+", "--") + ".json");
  }

  /**
   * A model's ledger; an empty one if nothing is on record.
   *
   * @throws AssayException if the file cannot be read or is no ledger of that model
   */
  public static Ledger read(Path folder, String model) {
    Path file = file(folder, model);
    if (!Files.exists(file)) {
      return empty(model);
    }
    Ledger ledger;
    try {
      ledger = JsonFile.MAPPER.readValue(file.toFile(), Ledger.class);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s, line %d is no ledger (%s); restore it from version control."
              .formatted(
                  file,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); check its permissions.".formatted(file, e), e);
    }
    if (!ledger.model.equals(model)) {
      throw new AssayException(
          "%s is the ledger of %s, not of %s; their names make one file name: call one of the models otherwise."
              .formatted(file, ledger.model, model));
    }
    if (ledger.schema != SCHEMA) {
      throw new AssayException(
          "%s has schema %d, this version reads schema %d; use the version of Assay that wrote it."
              .formatted(file, ledger.schema, SCHEMA));
    }
    return ledger;
  }

  public Optional<LedgerEntry> entry(String claim) {
    return Optional.ofNullable(claims.get(claim));
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
  public Ledger with(Map<String, List<String>> newFixtures, Map<String, LedgerEntry> newClaims) {
    SortedMap<String, LedgerEntry> allClaims = new TreeMap<>(claims);
    newClaims.forEach(
        (id, entry) -> allClaims.merge(id, entry, (old, now) -> old.sameResultAs(now) ? old : now));
    SortedMap<String, List<String>> allFixtures = new TreeMap<>(fixtures);
    allFixtures.putAll(newFixtures);
    Set<String> known =
        allClaims.values().stream()
            .map(entry -> "@" + shortened(entry.provenance().fixture()))
            .collect(Collectors.toSet());
    allFixtures.keySet().removeIf(key -> !known.contains(key.substring(key.lastIndexOf('@'))));
    return new Ledger(SCHEMA, model, allFixtures, allClaims);
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, Math.min(HASH_DIGITS, sha256.length()));
  }

  /** Writes the ledger whole or not at all, in an order and format whose differences read well. */
  public void write(Path folder) {
    Path file = file(folder, model);
    try {
      JsonFile.write(file, this);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); nothing was recorded: check the folder and its permissions."
              .formatted(file, e),
          e);
    }
  }
}
