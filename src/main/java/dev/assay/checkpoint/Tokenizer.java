package dev.assay.checkpoint;

import dev.assay.trace.Tokens;
import java.util.OptionalInt;

/** A checkpoint's way of cutting a text into the word pieces it was trained on. */
public interface Tokenizer {

  /**
   * The word pieces of a text, [CLS] and [SEP] around them, with their places in it.
   *
   * @throws dev.assay.trace.AssayException if the text is blank, holds an unpaired surrogate, or
   *     nothing of it is left after tokenisation
   */
  Tokens tokenize(String text);

  /** The id of a word piece as the vocabulary spells it, such as {@code [MASK]}. */
  OptionalInt id(String piece);

  /** The word piece with this id. */
  String piece(int id);

  /** SHA-256 of what defines the tokenizer, in lower-case hexadecimal. */
  String sha256();
}
