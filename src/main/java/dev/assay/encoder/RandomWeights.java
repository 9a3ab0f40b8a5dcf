package dev.assay.encoder;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The null model that has learnt nothing: every parameter is drawn from a normal distribution with
 * the mean and standard deviation that it has in a real model.
 */
public final class RandomWeights {
  private final PyTorchModel real;
  private final Map<String, Moments> moments = new HashMap<>();

  private record Moments(Shape shape, float mean, float deviation) {}

  private RandomWeights(PyTorchModel real) {
    this.real = real;
  }

  /** Null models of a real one, which must stay open. */
  public static RandomWeights like(PyTorchModel real) {
    return new RandomWeights(real);
  }

  /** One of them. It holds memory of its own and must be closed. */
  public PyTorchModel draw(long seed) {
    Engine.getEngine(Engines.PYTORCH).setRandomSeed((int) seed);
    return Engines.filled(
        real.manager().newSubManager(),
        manager -> real.derived(manager, EncoderWeights.of(real.config(), new Redrawn(manager))));
  }

  private Moments moments(String name) {
    try (NDManager scratch = real.manager().newSubManager()) {
      NDArray parameter = new MappedParameters(real.checkpoint().weights(), scratch).get(name);
      float mean = parameter.mean().getFloat();
      float deviation = (float) Math.sqrt(parameter.sub(mean).square().mean().getFloat());
      return new Moments(parameter.getShape(), mean, deviation);
    }
  }

  /** Redraws whatever it is asked for, heads included; they come last, and move no other draw. */
  private final class Redrawn implements EncoderWeights.Parameters {
    private final NDManager manager;

    Redrawn(NDManager manager) {
      this.manager = manager;
    }

    @Override
    public boolean has(String name) {
      return real.checkpoint().weights().has(name);
    }

    @Override
    public NDArray get(String name) {
      Moments like =
          Objects.requireNonNull(moments.computeIfAbsent(name, RandomWeights.this::moments));
      return manager.randomNormal(like.mean, like.deviation, like.shape, DataType.FLOAT32);
    }
  }
}
