package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a verdict was made from, as hashes and versions.
 *
 * @param weights fingerprint of the weights
 * @param configuration SHA-256 of the encoder's configuration: the same weights give other results
 *     with another number of heads
 * @param tokenizer SHA-256 of the tokenizer
 * @param fixture SHA-256 of the fixture file
 * @param claim SHA-256 of the claim's source
 * @param engine name and version of what ran the forward passes
 * @param assay version of Assay, whose measures and statistics they are
 */
public record Provenance(
    String weights,
    String configuration,
    String tokenizer,
    String fixture,
    String claim,
    String engine,
    String assay) {
  public Provenance {
    requireNonNull(weights, "a provenance has no weights");
    requireNonNull(configuration, "a provenance has no configuration");
    requireNonNull(tokenizer, "a provenance has no tokenizer");
    requireNonNull(fixture, "a provenance has no fixture");
    requireNonNull(claim, "a provenance has no claim");
    requireNonNull(engine, "a provenance has no engine");
    requireNonNull(assay, "a provenance has no version of Assay");
  }

  /** What is not the same in both, by name, such as {@code weights}. */
  public List<String> differencesFrom(Provenance other) {
    return new Differences()
        .compare("weights", weights, other.weights)
        .compare("configuration", configuration, other.configuration)
        .compare("tokenizer", tokenizer, other.tokenizer)
        .compare("fixture", fixture, other.fixture)
        .compare("claim", claim, other.claim)
        .compare("engine", engine, other.engine)
        .compare("Assay", assay, other.assay)
        .names();
  }
}
