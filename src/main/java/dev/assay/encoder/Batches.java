package dev.assay.encoder;

import dev.assay.trace.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts many texts into batches of similar length, so that little work goes into padding, and of
 * equal size, so that those which run side by side end together. The size is bounded, so that
 * memory does not grow with the number of texts, and does not depend on the machine, so that the
 * last digits of a trace do not either.
 */
final class Batches {
  /** Tokens in one batch: enough to keep a core busy, 30 MB of BERT-base's intermediate values. */
  private static final int TOKENS = 480;

  private Batches() {}

  /** Indices into {@code texts}, each exactly once, batch by batch. */
  static List<List<Integer>> of(List<Tokens> texts) {
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> texts.get(i).size()))
            .toList();
    long total = texts.stream().mapToLong(Tokens::size).sum();
    // An even number, since the fewest cores that share the work are two.
    long shares = total <= TOKENS ? 1 : 2 * ((total + 2 * TOKENS - 1) / (2 * TOKENS));
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    long before = 0;
    long share = 0;
    for (int index : byLength) {
      int length = texts.get(index).size();
      // Ascending lengths: this text is the longest of the batch it would join, and all are padded
      // to it. Twice the size is met only where a few long texts follow many short ones.
      boolean tooMuchPadding = (batch.size() + 1) * length > 2 * TOKENS;
      long own = before * shares / total;
      if (!batch.isEmpty() && (own > share || tooMuchPadding)) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      share = own;
      batch.add(index);
      before += length;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
