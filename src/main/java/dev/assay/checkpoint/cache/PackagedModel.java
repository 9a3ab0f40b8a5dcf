package dev.assay.checkpoint.cache;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Embedding;

/**
 * A model of the catalog whose weights come in a Maven artifact's jar, so that nothing needs to be
 * downloaded when claims run.
 *
 * @param architecture for people, such as {@code BERT 6×12×384}
 * @param published what is converted
 * @param weights the fingerprint of its weights, so that damage is noticed wherever it happened
 * @param embedding how a text's hidden states become one vector
 * @param converter writes the checkpoint's files into an empty folder
 */
public record PackagedModel(
    String name,
    String architecture,
    ClasspathResource published,
    String weights,
    Embedding embedding,
    CacheFolder.Filler converter) {

  /**
   * Opens its entry in the cache, which is made first if it is missing or damaged.
   *
   * @throws dev.assay.trace.AssayException if its artifact is not on the classpath, or the cache
   *     cannot be written
   */
  public Checkpoint open(CacheFolder cache) {
    Checkpoint saved = ConvertedCheckpoint.open(cache, this);
    return new Checkpoint(
        saved.name(),
        saved.source(),
        saved.config().with(embedding),
        saved.tokenizer(),
        saved.weights());
  }
}
