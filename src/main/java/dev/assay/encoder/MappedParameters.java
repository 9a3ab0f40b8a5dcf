package dev.assay.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.assay.checkpoint.Weights;

/** Parameters as arrays over the buffers they were read into: the engine copies nothing. */
record MappedParameters(Weights weights, NDManager manager) implements EncoderWeights.Parameters {

  @Override
  public boolean has(String name) {
    return weights.has(name);
  }

  @Override
  public NDArray get(String name) {
    Shape shape =
        new Shape(weights.info(name).shape().stream().mapToLong(Long::longValue).toArray());
    return manager.create(weights.float32(name), shape, DataType.FLOAT32);
  }
}
