package dev.assay.encoder;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Models with one thing taken away from a real one, to see what a measure gives without it. Each
 * holds memory of its own and must be closed; the real model stays open.
 */
public final class NullModels {
  private NullModels() {}

  /**
   * Nothing learnt: every parameter is drawn from a normal distribution with the mean and standard
   * deviation that it has in the real model.
   */
  public static PyTorchModel randomWeights(PyTorchModel real, long seed) {
    NDManager manager = real.manager().newSubManager();
    EncoderWeights.Parameters mapped = new MappedParameters(real.checkpoint().weights(), manager);
    Engine.getEngine(Engines.PYTORCH).setRandomSeed((int) seed);
    return real.derived(
        manager, EncoderWeights.of(real.config(), new RandomParameters(mapped, manager)));
  }

  /** No attention: every token attends to every token alike. */
  public static PyTorchModel uniformAttention(PyTorchModel real) {
    Hook uniform =
        (point, value, batch) -> {
          if (point.site() != Site.PATTERN) {
            return value;
          }
          NDArray mask = batch.keyMask();
          return mask.div(mask.sum(new int[] {3}, true)).broadcast(value.getShape());
        };
    return real.withHook(uniform);
  }

  /**
   * No syntax: the content tokens change places before the encoder sees them. Texts of equal length
   * are shuffled alike, so that what a pair of sentences has in common stays in common.
   */
  public static PyTorchModel shuffledTokens(PyTorchModel real, long seed) {
    return real.withReorder(tokens -> shuffled(tokens, seed));
  }

  /** No order: positions keep their embeddings' distribution, but not which is whose neighbour. */
  public static PyTorchModel permutedPositions(PyTorchModel real, long seed) {
    NDManager manager = real.manager().newSubManager();
    List<Integer> order = permutation(real.config().positions(), seed);
    NDArray index = manager.create(order.stream().mapToLong(Integer::longValue).toArray());
    EncoderWeights weights = real.encoder().weights();
    return real.derived(manager, weights.withPositions(Encoder.rows(index, weights.positions())));
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

  /** Redraws whatever it is asked for, and has no head: nothing measures a null model's. */
  private record RandomParameters(EncoderWeights.Parameters real, NDManager manager)
      implements EncoderWeights.Parameters {

    @Override
    public boolean has(String name) {
      return !name.startsWith("cls.") && real.has(name);
    }

    @Override
    public NDArray get(String name) {
      try (NDManager scratch = manager.newSubManager()) {
        NDArray parameter = real.get(name);
        parameter.attach(scratch);
        float mean = parameter.mean().getFloat();
        float deviation = (float) Math.sqrt(parameter.sub(mean).square().mean().getFloat());
        return manager.randomNormal(mean, deviation, parameter.getShape(), DataType.FLOAT32);
      }
    }
  }
}
