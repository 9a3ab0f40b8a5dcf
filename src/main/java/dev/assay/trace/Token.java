package dev.assay.trace;

/**
 * One word piece as the model sees it.
 *
 * @param piece as in the vocabulary, such as {@code ##ing} or {@code [CLS]}
 * @param id its row in the embedding matrix
 * @param start where it begins in the text, in UTF-16 code units
 * @param end where it ends, exclusive; equal to {@code start} for a piece that is not in the text
 * @param content false for the [CLS] and [SEP] that the tokenizer puts around the text
 */
public record Token(String piece, int id, int start, int end, boolean content) {}
