package dev.assay.encoder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which place each token of a text is taken to stand at. */
@FunctionalInterface
interface TextOrder {
  /** Where it does stand. */
  TextOrder AS_WRITTEN = length -> IntStream.range(0, length).toArray();

  /**
   * The places 0 to {@code length} - 1, each once.
   *
   * @param length of the text in tokens
   */
  int[] places(int length);

  /** Others, alike for texts of equal length. */
  static TextOrder shuffled(long seed) {
    return length -> permutation(length, seed).stream().mapToInt(Integer::intValue).toArray();
  }

  /** The numbers 0 to {@code size} - 1 in an order that depends on both arguments only. */
  static List<Integer> permutation(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
