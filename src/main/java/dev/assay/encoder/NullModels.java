package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Models with one thing taken away from a real one, to see what a measure gives without it; {@link
 * RandomWeights} takes away everything. Each holds memory of its own and must be closed; the real
 * model stays open.
 */
public final class NullModels {
  private NullModels() {}

  /** No attention: every token attends to every token alike. */
  public static PyTorchModel uniformAttention(PyTorchModel real) {
    Hook uniform =
        (point, value, batch) -> {
          NDArray mask = batch.keyMask();
          return mask.div(mask.sum(new int[] {3}, true)).broadcast(value.getShape());
        };
    return real.withHook(Hook.on(Set.of(Site.PATTERN), uniform));
  }

  /**
   * No syntax: the content tokens change places before the encoder sees them. Texts of equal length
   * are shuffled alike, so that what a pair of sentences has in common stays in common.
   */
  public static PyTorchModel shuffledTokens(PyTorchModel real, long seed) {
    return real.withReorder(tokens -> shuffled(tokens, seed));
  }

  /**
   * No order: positions keep their embeddings' distribution, but not which is whose neighbour. Rows
   * that no token of a text has, as RoBERTa's first two, stay.
   */
  public static PyTorchModel permutedPositions(PyTorchModel real, long seed) {
    EncoderWeights weights = real.encoder().weights();
    int unused = Math.toIntExact(weights.positions().getShape().get(0)) - real.config().positions();
    List<Integer> order = permutation(real.config().positions(), seed);
    long[] rows = LongStream.range(0, unused + order.size()).toArray();
    for (int i = 0; i < order.size(); i++) {
      rows[unused + i] = (long) unused + order.get(i);
    }
    return Engines.filled(
        real.manager().newSubManager(),
        manager -> {
          NDArray permuted = Encoder.rows(manager.create(rows), weights.positions());
          return real.derived(manager, weights.withPositions(permuted));
        });
  }

  private static Tokens shuffled(Tokens tokens, long seed) {
    int[] content = tokens.contentPositions();
    List<Integer> order = permutation(content.length, seed);
    int[] positions = IntStream.range(0, tokens.size()).toArray();
    for (int i = 0; i < content.length; i++) {
      positions[content[i]] = content[order.get(i)];
    }
    return tokens.select(positions);
  }

  private static List<Integer> permutation(int size, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }
}
