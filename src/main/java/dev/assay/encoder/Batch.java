package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.assay.trace.Tokens;
import java.util.List;

/**
 * Texts that go through the encoder together, padded to the longest of them.
 *
 * @param texts B tokenised texts
 * @param ids [B,T] int64; padding is 0, which no real token attends to
 * @param keyMask [B,1,1,T] float32: 1 for a token, 0 for padding
 */
public record Batch(List<Tokens> texts, NDArray ids, NDArray keyMask) {
  public Batch {
    texts = List.copyOf(texts);
  }

  static Batch of(List<Tokens> texts, NDManager manager) {
    int longest = texts.stream().mapToInt(Tokens::size).max().orElseThrow();
    long[] ids = new long[texts.size() * longest];
    float[] mask = new float[texts.size() * longest];
    for (int b = 0; b < texts.size(); b++) {
      for (int t = 0; t < texts.get(b).size(); t++) {
        ids[b * longest + t] = texts.get(b).get(t).id();
        mask[b * longest + t] = 1;
      }
    }
    return new Batch(
        texts,
        manager.create(ids, new Shape(texts.size(), longest)),
        manager.create(mask, new Shape(texts.size(), 1, 1, longest)));
  }

  /** T, the length of the longest text in tokens. */
  int length() {
    return (int) ids.getShape().get(1);
  }

  boolean isPadded() {
    return texts.stream().anyMatch(tokens -> tokens.size() < length());
  }
}
