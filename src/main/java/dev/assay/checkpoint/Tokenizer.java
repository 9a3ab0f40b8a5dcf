package dev.assay.checkpoint;

import dev.assay.trace.Tokens;
import java.util.Optional;

/**
 * A checkpoint's way of cutting a text into the pieces it was trained on. It may hold native
 * memory; who opens a checkpoint closes its tokenizer, or leaves that to the model that is loaded
 * from it.
 */
public interface Tokenizer extends AutoCloseable {

  /**
   * The pieces of a text, the special tokens around them included, with their places in it.
   *
   * @throws dev.assay.trace.AssayException if the text is blank, holds an unpaired surrogate, or
   *     nothing of it is left after tokenisation
   */
  Tokens tokenize(String text);

  /**
   * The pieces of a pair of texts as the model was trained on them, such as [CLS] first [SEP]
   * second [SEP]. They stand in one text, {@link Tokens#text}: the first, a line feed, the second.
   *
   * @throws dev.assay.trace.AssayException if one of the texts would be refused by itself
   */
  Tokens tokenize(String first, String second);

  /** The piece with this id, as the vocabulary spells it, such as {@code [MASK]}. */
  String piece(int id);

  /**
   * How the token that a masked-language-model head fills in is written, such as {@code [MASK]} or
   * {@code <mask>}; empty if there is none.
   */
  Optional<String> mask();

  /**
   * How the token is written that stands for what the vocabulary cannot spell, such as {@code
   * [UNK]}; empty if it can spell everything.
   */
  Optional<String> unknown();

  /** SHA-256 of what defines the tokenizer, in lower-case hexadecimal. */
  String sha256();

  /** Frees what it holds; it cannot be used any more. Waits for those who are using it. */
  @Override
  void close();
}
