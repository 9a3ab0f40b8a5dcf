package dev.assay.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is on record for one model, as {@code claims/ledger/<model>.json} holds it.
 *
 * @param schema the file's format
 * @param model the model's name
 * @param fixtures the row ids of every fixture when it was recorded, by file name
 * @param claims by claim id
 */
public record Ledger(
    int schema,
    String model,
    SortedMap<String, List<String>> fixtures,
    SortedMap<String, LedgerEntry> claims) {
  private static final int SCHEMA = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  public Ledger {
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
      ledger = JSON.readValue(file.toFile(), Ledger.class);
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
    if (ledger.schema != SCHEMA) {
      throw new AssayException(
          "%s has schema %d, this version reads schema %d; use the version of Assay that wrote it."
              .formatted(file, ledger.schema, SCHEMA));
    }
    if (!ledger.model.equals(model)) {
      throw new AssayException(
          "%s is the ledger of '%s', not of '%s'; restore it from version control."
              .formatted(file, ledger.model, model));
    }
    return ledger;
  }

  public Optional<LedgerEntry> entry(String claim) {
    return Optional.ofNullable(claims.get(claim));
  }

  /** The ledger after recording: what was not measured this time stays. */
  public Ledger with(Map<String, List<String>> newFixtures, Map<String, LedgerEntry> newClaims) {
    SortedMap<String, List<String>> allFixtures = new TreeMap<>(fixtures);
    allFixtures.putAll(newFixtures);
    SortedMap<String, LedgerEntry> allClaims = new TreeMap<>(claims);
    allClaims.putAll(newClaims);
    return new Ledger(SCHEMA, model, allFixtures, allClaims);
  }

  /** Writes the ledger whole or not at all, in an order and format whose differences read well. */
  public void write(Path folder) {
    Path file = file(folder, model);
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".ledger", ".json");
      try {
        Files.writeString(fresh, JSON.writer(printer()).writeValueAsString(this) + "\n");
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); nothing was recorded: check the folder and its permissions."
              .formatted(file, e),
          e);
    }
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}
