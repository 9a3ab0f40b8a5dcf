package dev.assay.checkpoint;

/**
 * Configuration, tokenizer and weights from one source.
 *
 * @param name the name by which it was asked for
 * @param source where it came from, for people: a Maven artifact, a hub repository, a folder
 * @param config the encoder's size and shape
 * @param tokenizer how texts are cut
 * @param weights the parameters
 */
public record Checkpoint(
    String name, String source, EncoderConfig config, Tokenizer tokenizer, Weights weights)
    implements AutoCloseable {

  /** Closes the tokenizer; a model that is loaded from it does so when it is closed itself. */
  @Override
  public void close() {
    tokenizer.close();
  }
}
