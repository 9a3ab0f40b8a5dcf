package dev.assay.checkpoint.hub;

/**
 * What a caller needs of a checkpoint. Each need is met by one of several sets of files, and no
 * more than one set of weights is downloaded.
 */
public enum Need {
  /** {@code config.json}, or {@code bert_config.json} beside a TensorFlow checkpoint. */
  CONFIGURATION,

  /**
   * {@code tokenizer.json} or {@code vocab.txt}, with {@code tokenizer_config.json} and {@code
   * added_tokens.json} where they exist.
   */
  TOKENIZER,

  /**
   * {@code modules.json} and {@code 1_Pooling/config.json}, where they exist: what
   * sentence-transformers makes of hidden states.
   */
  EMBEDDING,

  /**
   * The first that there is of {@code model.safetensors}, {@code model.safetensors.index.json} with
   * its shards, {@code pytorch_model.bin}, and {@code bert_model.ckpt.*}.
   */
  WEIGHTS
}
