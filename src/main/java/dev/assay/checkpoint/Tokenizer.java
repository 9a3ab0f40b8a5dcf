package dev.assay.checkpoint;

import dev.assay.trace.Tokens;

/** A checkpoint's way of cutting a text into the word pieces it was trained on. */
public interface Tokenizer {

  /**
   * The word pieces of a text, [CLS] and [SEP] around them, with their places in it.
   *
   * @throws dev.assay.trace.AssayException if the text is blank, holds an unpaired surrogate, or
   *     nothing of it is left after tokenisation
   */
  Tokens tokenize(String text);

  /** The word piece with this id, as the vocabulary spells it, such as {@code [MASK]}. */
  String piece(int id);

  /** SHA-256 of what defines the tokenizer, in lower-case hexadecimal. */
  String sha256();
}
