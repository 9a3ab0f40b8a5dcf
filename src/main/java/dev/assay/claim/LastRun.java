package dev.assay.claim;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last test run found on one model, read back from {@code target/assay/claims.json}.
 *
 * @param results as they would be recorded
 * @param broken why claims have no result, by id
 */
public record LastRun(Ledger results, SortedMap<String, String> broken) {
  /** Where test runs leave what they found. */
  public static final Path FILE = Path.of("target", "assay", "claims.json");

  /**
   * The results on a model; none if there was no run, or not with this model.
   *
   * @throws AssayException if the file is not what a run of this version leaves, or if the model
   *     could not be loaded in that run
   */
  public static Optional<LastRun> read(Path file, String model) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return of(JsonFile.MAPPER.readTree(file.toFile()), model);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new AssayException(
          "%s is not what a run of this version leaves (%s); run mvn test again."
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static Optional<LastRun> of(JsonNode run, String model) throws IOException {
    JsonNode found = null;
    for (JsonNode candidate : run.required("models")) {
      if (candidate.required("name").asText().equals(model)) {
        found = candidate;
      }
    }
    if (found == null) {
      return Optional.empty();
    }
    if (found.has("broken")) {
      throw new AssayException(
          "The last run has no result for %s: %s".formatted(model, found.get("broken").asText()));
    }
    SortedMap<String, LedgerEntry> claims = new TreeMap<>();
    SortedMap<String, String> broken = new TreeMap<>();
    for (JsonNode item : run.required("claims")) {
      String id = item.required("id").asText();
      if (!item.required("model").asText().equals(model)) {
        continue;
      }
      if (item.has("measured")) {
        claims.put(id, JsonFile.MAPPER.treeToValue(item.get("measured"), LedgerEntry.class));
      } else {
        broken.put(id, item.required("broken").asText());
      }
    }
    SortedMap<String, List<String>> fixtures =
        JsonFile.MAPPER
            .readerFor(new TypeReference<TreeMap<String, List<String>>>() {})
            .readValue(run.required("fixtures"));
    return Optional.of(new LastRun(new Ledger(model, fixtures, claims, new TreeMap<>()), broken));
  }
}
