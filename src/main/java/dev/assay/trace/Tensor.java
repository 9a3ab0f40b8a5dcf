package dev.assay.trace;

import java.util.Arrays;

/** An immutable row-major block of float32 numbers with its shape. */
public final class Tensor {
  private final float[] data;
  private final int offset;
  private final int[] shape;

  private Tensor(float[] data, int offset, int[] shape) {
    this.data = data;
    this.offset = offset;
    this.shape = shape;
  }

  /**
   * Takes ownership of {@code data}: the caller must not write to it afterwards.
   *
   * @throws IllegalArgumentException if the shape does not hold exactly {@code data.length} numbers
   */
  public static Tensor of(float[] data, int... shape) {
    if (size(shape) != data.length) {
      throw new IllegalArgumentException(
          "A tensor of shape %s does not hold %d numbers."
              .formatted(Arrays.toString(shape), data.length));
    }
    return new Tensor(data, 0, shape.clone());
  }

  /** The sub-tensor at {@code index} of the first axis, sharing this tensor's memory. */
  public Tensor at(int index) {
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    return new Tensor(data, offset + Math.toIntExact(checked(index, 0) * size(rest)), rest);
  }

  /** One number, by as many indices as there are axes. */
  public float get(int... index) {
    if (index.length != shape.length) {
      throw new IllegalArgumentException(
          "%d indices for a tensor of shape %s.".formatted(index.length, Arrays.toString(shape)));
    }
    long position = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      position = position * shape[axis] + checked(index[axis], axis);
    }
    return data[offset + (int) position];
  }

  public int dimension(int axis) {
    return shape[axis];
  }

  public int[] shape() {
    return shape.clone();
  }

  /** A copy of the numbers, row-major. */
  public float[] toArray() {
    return Arrays.copyOfRange(data, offset, offset + Math.toIntExact(size(shape)));
  }

  /** Whether no number is NaN or infinite. */
  public boolean isFinite() {
    long end = offset + size(shape);
    for (int i = offset; i < end; i++) {
      if (!Float.isFinite(data[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }

  private long checked(int index, int axis) {
    if (index < 0 || index >= shape[axis]) {
      throw new IndexOutOfBoundsException(
          "Index %d on axis %d of a tensor of shape %s."
              .formatted(index, axis, Arrays.toString(shape)));
    }
    return index;
  }

  private static long size(int... shape) {
    long size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }
}
