package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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
   * are shuffled alike, so that what a pair of sentences has in common stays in common. Of two
   * texts that are read as one, each is shuffled by itself.
   */
  public static PyTorchModel shuffledTokens(PyTorchModel real, long seed) {
    return real.withReorder(tokens -> shuffled(tokens, seed));
  }

  /**
   * No order: positions keep their distribution, but not which is whose neighbour. Learned vectors
   * are permuted among all positions that a token can have. Where distances count, by a bias, a
   * rotation or a window, tokens are taken to stand at each other's places in their text, alike in
   * texts of equal length.
   */
  public static PyTorchModel permutedPositions(PyTorchModel real, long seed) {
    EncoderWeights weights = real.encoder().weights();
    return Engines.filled(
        real.manager().newSubManager(),
        manager ->
            real.derived(
                manager,
                weights.withPositions(
                    weights.positions().permuted(real.config().positions(), seed, manager))));
  }

  private static Tokens shuffled(Tokens tokens, long seed) {
    int[] positions = IntStream.range(0, tokens.size()).toArray();
    for (int one = 0; one < tokens.texts().size(); one++) {
      int[] content = tokens.contentPositions(one);
      List<Integer> order = TextOrder.permutation(content.length, seed);
      for (int i = 0; i < content.length; i++) {
        positions[content[i]] = content[order.get(i)];
      }
    }
    return tokens.select(positions);
  }
}
