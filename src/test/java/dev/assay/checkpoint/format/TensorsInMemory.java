package dev.assay.checkpoint.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tensors to which a test can do what damaged or foreign files do. */
public final class TensorsInMemory implements TensorSource {
  private final Map<String, TensorInfo> infos = new LinkedHashMap<>();
  private final Map<String, ByteBuffer> numbers = new LinkedHashMap<>();

  public static TensorsInMemory copyOf(TensorSource source) {
    return renamed(source, name -> name);
  }

  public static TensorsInMemory renamed(TensorSource source, UnaryOperator<String> rename) {
    TensorsInMemory copy = new TensorsInMemory();
    source
        .tensors()
        .forEach(
            (name, info) -> {
              copy.infos.put(rename.apply(name), info);
              copy.numbers.put(rename.apply(name), source.float32(name));
            });
    return copy;
  }

  public TensorsInMemory put(String name, List<Long> shape, float... values) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    infos.put(name, new TensorInfo("F32", shape));
    numbers.put(name, buffer);
    return this;
  }

  public TensorsInMemory putZeros(String name, Long... shape) {
    List<Long> dimensions = List.of(shape);
    long elements = new TensorInfo("F32", dimensions).elements();
    return put(name, dimensions, new float[Math.toIntExact(elements)]);
  }

  public TensorsInMemory remove(String name) {
    if (infos.remove(name) == null) {
      throw new IllegalArgumentException("no " + name + " to remove");
    }
    numbers.remove(name);
    return this;
  }

  /** As TensorFlow stores it: every matrix of a linear layer transposed. */
  public TensorsInMemory transposeKernels() {
    for (String name : new ArrayList<>(infos.keySet())) {
      if (name.endsWith("kernel")) {
        List<Long> shape = shape(name);
        int out = Math.toIntExact(shape.get(0));
        int in = Math.toIntExact(shape.get(1));
        float[] transposed = new float[out * in];
        for (int i = 0; i < out * in; i++) {
          transposed[i % in * out + i / in] = float32(name).getFloat(4 * i);
        }
        put(name, List.of((long) in, (long) out), transposed);
      }
    }
    return this;
  }

  private List<Long> shape(String name) {
    TensorInfo info = infos.get(name);
    if (info == null) {
      throw new IllegalArgumentException(name);
    }
    return info.shape();
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return infos;
  }

  @Override
  public ByteBuffer float32(String name) {
    ByteBuffer buffer = numbers.get(name);
    if (buffer == null) {
      throw new IllegalArgumentException(name);
    }
    return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return "memory";
  }
}
