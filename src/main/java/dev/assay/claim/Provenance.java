package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a verdict was made from, as hashes and versions.
 *
 * @param weights fingerprint of the weights
 * @param tokenizer SHA-256 of the tokenizer
 * @param fixture SHA-256 of the fixture file
 * @param claim SHA-256 of the claim's source
 * @param engine name and version of what ran the forward passes
 */
public record Provenance(
    String weights, String tokenizer, String fixture, String claim, String engine) {
  public Provenance {
    requireNonNull(weights, "a provenance has no weights");
    requireNonNull(tokenizer, "a provenance has no tokenizer");
    requireNonNull(fixture, "a provenance has no fixture");
    requireNonNull(claim, "a provenance has no claim");
    requireNonNull(engine, "a provenance has no engine");
  }

  /** What is not the same in both, by name, such as {@code weights}. */
  public List<String> differencesFrom(Provenance other) {
    List<String> differences = new ArrayList<>();
    compare("weights", weights, other.weights, differences);
    compare("tokenizer", tokenizer, other.tokenizer, differences);
    compare("fixture", fixture, other.fixture, differences);
    compare("claim", claim, other.claim, differences);
    compare("engine", engine, other.engine, differences);
    return differences;
  }

  private static void compare(String what, String mine, String theirs, List<String> differences) {
    if (!mine.equals(theirs)) {
      differences.add(what);
    }
  }
}
