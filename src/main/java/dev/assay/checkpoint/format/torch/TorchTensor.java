package dev.assay.checkpoint.format.torch;

import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.Quoted;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as PyTorch pickles it: a view of a storage.
 *
 * @param offset of its first element in the storage, in elements
 * @param strides how many elements further the next index of each dimension is
 */
record TorchTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {

  /**
   * Numbers kept outside the pickle.
   *
   * @param key under which the file keeps them
   * @param start of this view of them, in elements; not 0 only in old files
   */
  record Storage(String key, Dtype dtype, long start, long elements) {}

  TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
    boolean natural =
        offset >= 0
            && storage.start >= 0
            && storage.elements >= 0
            && shape.stream().allMatch(size -> size >= 0)
            && strides.stream().allMatch(stride -> stride >= 0);
    if (!natural || shape.size() != strides.size()) {
      throw new IllegalArgumentException(
          "a tensor of shape %s with strides %s at %d".formatted(shape, strides, offset));
    }
    // Also refuses, by overflow, shapes that no memory could hold.
    long end = Math.addExact(offset, span(shape, strides));
    if (end > storage.elements) {
      throw new IllegalArgumentException(
          "a tensor that ends at element %d of the %d in storage %s"
              .formatted(end, storage.elements, Quoted.plain(storage.key)));
    }
  }

  TensorInfo info() {
    return new TensorInfo(storage.dtype.name(), shape);
  }

  /** Distance from the first element to the one after the last, in elements. */
  long span() {
    return span(shape, strides);
  }

  private static long span(List<Long> shape, List<Long> strides) {
    if (shape.contains(0L)) {
      return 0;
    }
    long last = 0;
    for (int i = 0; i < shape.size(); i++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
    }
    return last + 1;
  }

  /**
   * Whether the tensor has more elements than its storage, as one with strides of 0 may: a few
   * bytes of a file could ask for any amount of memory that way.
   */
  boolean repeatsElements() {
    BigInteger elements =
        shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    return elements.compareTo(BigInteger.valueOf(storage.elements)) > 0;
  }

  /** Whether the elements lie in row-major order without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != expected) {
        return shape.contains(0L);
      }
      expected = Math.multiplyExact(expected, shape.get(i));
    }
    return true;
  }

  /**
   * The elements in row-major order, which a transposed or sliced tensor does not have in its file.
   *
   * @param float32 all {@link #span()} elements
   */
  ByteBuffer gather(ByteBuffer float32) {
    int elements = Math.toIntExact(info().elements());
    ByteBuffer gathered =
        ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<Long> index = new ArrayList<>(shape.stream().map(size -> 0L).toList());
    for (int i = 0; i < elements; i++) {
      long from = 0;
      for (int d = 0; d < index.size(); d++) {
        from += index.get(d) * strides.get(d);
      }
      gathered.putFloat(float32.getFloat(float32.position() + Math.toIntExact(from) * Float.BYTES));
      increment(index);
    }
    return gathered.flip();
  }

  private void increment(List<Long> index) {
    for (int d = index.size() - 1; d >= 0; d--) {
      long next = index.get(d) + 1;
      index.set(d, next < shape.get(d) ? next : 0);
      if (next < shape.get(d)) {
        return;
      }
    }
  }
}
