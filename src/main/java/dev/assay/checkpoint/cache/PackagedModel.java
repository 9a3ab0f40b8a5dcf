package dev.assay.checkpoint.cache;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.file.ClasspathResource;

/**
 * A model of the catalog whose weights come in a Maven artifact's jar, so that nothing needs to be
 * downloaded when claims run.
 *
 * @param architecture for people, such as {@code BERT 6×12×384}
 * @param published what is converted
 * @param weights the fingerprint of its weights, so that damage is noticed wherever it happened
 * @param converter writes the checkpoint's files into an empty folder
 */
public record PackagedModel(
    String name,
    String architecture,
    ClasspathResource published,
    String weights,
    CacheFolder.Filler converter) {

  public Checkpoint open(CacheFolder cache) {
    return ConvertedCheckpoint.open(cache, this);
  }
}
