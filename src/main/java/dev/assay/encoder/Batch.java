package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.PositionEncoding;
import dev.assay.trace.Tokens;
import java.util.List;

/**
 * Texts that go through the encoder together. What is computed token by token is computed on all
 * tokens one after the other, [N,..], without padding; in attention, and for hooks, each text is a
 * row of its own, padded to the longest of them, [B,T,..].
 *
 * @param texts B tokenised texts of N tokens in all
 * @param ids [N] int64
 * @param positions [N] int64, each token's row in the table of learned positions
 * @param segments [N] int64, each token's segment: 0, or 1 in a pair's second text
 * @param keyMask [B,1,1,T] float32: 1 for a token, 0 for padding
 * @param placeOfToken [N] int64, where each token is among the B·T places of the padded batch
 * @param tokenAtPlace [B·T] int64, which token is there; in padding, to which nothing attends, the
 *     text's first
 */
public record Batch(
    List<Tokens> texts,
    NDArray ids,
    NDArray positions,
    NDArray segments,
    NDArray keyMask,
    NDArray placeOfToken,
    NDArray tokenAtPlace) {
  public Batch {
    texts = List.copyOf(texts);
  }

  static Batch of(List<Tokens> texts, PositionEncoding encoding, NDManager manager) {
    int longest = texts.stream().mapToInt(Tokens::size).max().orElseThrow();
    int all = texts.stream().mapToInt(Tokens::size).sum();
    long[] ids = new long[all];
    long[] positions = new long[all];
    long[] segments = new long[all];
    long[] placeOfToken = new long[all];
    long[] tokenAtPlace = new long[texts.size() * longest];
    float[] mask = new float[texts.size() * longest];
    int first = 0;
    for (int b = 0; b < texts.size(); b++) {
      Tokens text = texts.get(b);
      long[] rows = encoding.rows(text.ids());
      for (int t = 0; t < longest; t++) {
        int place = b * longest + t;
        tokenAtPlace[place] = first;
        if (t < text.size()) {
          int token = first + t;
          ids[token] = text.get(t).id();
          positions[token] = rows[t];
          segments[token] = text.get(t).segment();
          placeOfToken[token] = place;
          tokenAtPlace[place] = token;
          mask[place] = 1;
        }
      }
      first += text.size();
    }
    return new Batch(
        texts,
        manager.create(ids),
        manager.create(positions),
        manager.create(segments),
        manager.create(mask, new Shape(texts.size(), 1, 1, longest)),
        manager.create(placeOfToken),
        manager.create(tokenAtPlace));
  }

  /** Owns what is made for this batch only. */
  NDManager manager() {
    return keyMask.getManager();
  }

  /** T, the length of the longest text in tokens. */
  int length() {
    return (int) keyMask.getShape().get(3);
  }

  boolean isPadded() {
    return ids.size() < tokenAtPlace.size();
  }

  /** A row for each text, [B,T,W], of [N,W]. */
  NDArray padded(NDArray packed) {
    NDArray places = isPadded() ? Encoder.rows(tokenAtPlace, packed) : packed;
    return places.reshape(texts.size(), length(), packed.getShape().get(1));
  }

  /** The tokens without the padding, [N,W], of [B,T,W]. */
  NDArray packed(NDArray padded) {
    NDArray places = padded.reshape(tokenAtPlace.size(), padded.getShape().get(2));
    return isPadded() ? Encoder.rows(placeOfToken, places) : places;
  }
}
