package dev.assay.claim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.assay.file.JsonFile;
import dev.assay.file.WholeFiles;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The two files of a ledger, results as JSON and their rows' values as CSV. Both are replaced
 * together, under a lock; every result identifies its rows, so that they are never read with
 * another state's.
 */
final class LedgerFile {
  /** 1 had no rows. */
  static final int SCHEMA = 2;

  /** How often, and after how many milliseconds, what is being replaced is read again. */
  private static final int TRIES = 20;

  private static final int PAUSE = 50;

  private LedgerFile() {}

  /** The JSON's outermost object. */
  private record Document(
      @JsonProperty(required = true) int schema,
      @JsonProperty(required = true) String model,
      @JsonProperty(required = true) SortedMap<String, List<String>> fixtures,
      @JsonProperty(required = true) SortedMap<String, LedgerEntry> claims) {}

  /** See {@link Ledger#read}. */
  static Ledger read(Path folder, String model) {
    Path file = Ledger.file(folder, model);
    for (int tries = 1; ; tries++) {
      if (!Files.exists(file)) {
        return Ledger.empty(model);
      }
      Document document = document(file, model);
      SortedMap<String, List<RowValue>> rows = RowsFile.read(Ledger.rowsFile(folder, model));
      List<String> strangers = strangers(document.claims, rows);
      if (strangers.isEmpty()) {
        rows.keySet().retainAll(document.claims.keySet());
        return new Ledger(model, document.fixtures, document.claims, rows);
      }
      if (tries == TRIES) {
        throw new AssayException(
            "%s does not hold the rows that %s was recorded with (%s%s); restore both files from version control, in the same state."
                .formatted(
                    Ledger.rowsFile(folder, model),
                    file.getFileName(),
                    strangers.get(0),
                    strangers.size() == 1 ? "" : " and %d more".formatted(strangers.size() - 1)));
      }
      pause();
    }
  }

  /** Claims whose rows are not those that they were recorded with: one file is newer. */
  private static List<String> strangers(
      SortedMap<String, LedgerEntry> claims, SortedMap<String, List<RowValue>> rows) {
    List<String> strangers = new ArrayList<>();
    claims.forEach(
        (id, entry) -> {
          if (entry.rows() != null
              && !entry.rows().equals(RowValue.hash(rows.getOrDefault(id, List.of())))) {
            strangers.add(id);
          }
        });
    return strangers;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("Reading the ledger was interrupted; run again.", e);
    }
  }

  /** See {@link Ledger#record}. */
  static Ledger update(Path folder, String model, UnaryOperator<Ledger> change) {
    Path file = Ledger.file(folder, model);
    try {
      return LockFile.hold(
          folder,
          () -> {
            Ledger after = change.apply(read(folder, model));
            write(folder, after);
            return after;
          });
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); nothing was recorded: check the folder, its permissions and the free space."
              .formatted(file, e),
          e);
    }
  }

  private static void write(Path folder, Ledger ledger) throws IOException {
    String document =
        JsonFile.text(new Document(SCHEMA, ledger.model(), ledger.fixtures(), ledger.claims()));
    WholeFiles.write(
        List.of(
            WholeFiles.Content.of(
                Ledger.rowsFile(folder, ledger.model()), RowsFile.text(ledger.values())),
            WholeFiles.Content.of(Ledger.file(folder, ledger.model()), document)));
  }

  private static Document document(Path file, String model) {
    Document document;
    try {
      byte[] bytes = Files.readAllBytes(file);
      refuseLaterSchema(file, bytes);
      document = JsonFile.read(bytes, Document.class);
      check(document);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          "%s%s is no ledger: %s; restore it from version control."
              .formatted(file, line(e), why(e)),
          e);
    } catch (IllegalArgumentException e) {
      throw new AssayException(
          "%s is no ledger: %s; restore it from version control.".formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); check its permissions.".formatted(file, e), e);
    }
    if (!document.model.equals(model)) {
      throw new AssayException(
          "%s is the ledger of %s, not of %s; their names make one file name: call one of the models otherwise."
              .formatted(file, document.model, model));
    }
    return document;
  }

  /** Before anything else is looked at: what a later schema has more is no error of the file. */
  private static void refuseLaterSchema(Path file, byte[] bytes) throws IOException {
    JsonNode schema = JsonFile.tree(bytes).path("schema");
    if (schema.isNumber() && schema.asDouble() > SCHEMA) {
      throw new AssayException(
          "%s uses schema %s, this version reads up to %d: use a later Assay."
              .formatted(file, schema, SCHEMA));
    }
  }

  private static void check(Document document) {
    require(document.schema >= 1, "schema", document.schema);
    require(!Objects.requireNonNullElse(document.model, "").isEmpty(), "model", document.model);
    require(document.fixtures != null, "fixtures", null);
    require(document.claims != null, "claims", null);
    document.fixtures.forEach(
        (key, ids) -> {
          // Without the hash no claim would find its rows.
          require(key.matches("(?s).+@.+"), "fixtures (no name@hash)", key);
          require(ids != null && !ids.contains(null), "fixtures." + key, ids);
        });
    document.claims.forEach((id, entry) -> require(entry != null, "claims." + id, null));
  }

  private static void require(boolean so, String field, @Nullable Object value) {
    if (!so) {
      throw new IllegalArgumentException("%s is %s".formatted(field, value));
    }
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null || e.getLocation().getLineNr() < 1
        ? ""
        : ", line %d,".formatted(e.getLocation().getLineNr());
  }

  /** Jackson's own words are for programmers: what matters is the field. */
  private static String why(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }
    String field =
        mapping.getPath().stream()
            .map(
                part ->
                    part.getFieldName() == null
                        ? String.valueOf(part.getIndex())
                        : part.getFieldName())
            .collect(Collectors.joining("."));
    if (field.isEmpty()) {
      return "it is no JSON object";
    }
    if (e instanceof UnrecognizedPropertyException) {
      return "%s is nothing that a ledger has".formatted(field);
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return "%s: %s".formatted(field, e.getCause().getMessage());
    }
    return "%s is missing, or is not of the kind that a ledger has there".formatted(field);
  }
}
