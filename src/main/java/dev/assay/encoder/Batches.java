package dev.assay.encoder;

import dev.assay.trace.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts many texts into batches of similar length, so that little work goes into padding, and of
 * bounded size, so that memory does not grow with the number of texts.
 */
final class Batches {
  /** Padded tokens in one batch: enough to keep the cores busy, a few MB of intermediate values. */
  private static final int MAX_TOKENS = 768;

  private Batches() {}

  /** Indices into {@code texts}, each exactly once, batch by batch. */
  static List<List<Integer>> of(List<Tokens> texts) {
    List<Integer> byLength =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> texts.get(i).size()))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int index : byLength) {
      // Ascending lengths: this text is the longest of the batch it would join.
      if (!batch.isEmpty() && (batch.size() + 1) * texts.get(index).size() > MAX_TOKENS) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(index);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
