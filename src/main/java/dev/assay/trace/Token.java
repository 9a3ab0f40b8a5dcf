package dev.assay.trace;

/**
 * One token as the model sees it: a word piece, or a special token.
 *
 * @param piece as in the vocabulary, such as {@code ##ing}, {@code Ġmovie} or {@code [CLS]}
 * @param id its row in the embedding matrix
 * @param start where it begins in {@link Tokens#text}, in UTF-16 code units
 * @param end where it ends, exclusive; equal to {@code start} for a token that is not in the text
 * @param content false for a special token that the tokenizer puts around or between texts, by the
 *     tokenizer's own mask; such a token is not in the text
 * @param segment its row in the embedding matrix of token types: 0, or 1 in a pair's second text
 */
public record Token(String piece, int id, int start, int end, boolean content, int segment) {

  /** A token of a single text, which is of segment 0. */
  public Token(String piece, int id, int start, int end, boolean content) {
    this(piece, id, start, end, content, 0);
  }
}
