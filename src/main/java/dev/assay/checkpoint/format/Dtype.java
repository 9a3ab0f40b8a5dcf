package dev.assay.checkpoint.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An element type of stored tensors, under the name that safetensors gives it. All file formats are
 * described with these names, so that what is said of a tensor does not depend on its format.
 */
public enum Dtype {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  F8_E4M3(1),
  F8_E5M2(1),
  F8_E8M0(1),
  C64(8),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** By the name that safetensors has for it. */
  public static Optional<Dtype> named(String name) {
    for (Dtype dtype : values()) {
      if (dtype.name().equals(name)) {
        return Optional.of(dtype);
      }
    }
    return Optional.empty();
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  /** Size of a whole tensor; empty if no memory could hold its shape. */
  public OptionalLong bytesOf(List<Long> shape) {
    try {
      long total = bytes;
      for (long dimension : shape) {
        if (dimension < 0) {
          return OptionalLong.empty();
        }
        total = Math.multiplyExact(total, dimension);
      }
      return OptionalLong.of(total);
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether tensors of this type can be read as float32. */
  boolean isFloatingPoint() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /**
   * The same numbers as float32, rounded to nearest where they come from F64.
   *
   * @param stored little-endian elements of this type, which must be a floating-point one
   * @return {@code stored} itself if this is F32 and aligned, else a new direct buffer
   */
  public ByteBuffer toFloat32(ByteBuffer stored) {
    ByteBuffer from = stored.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (this == F32) {
      return aligned(from);
    }
    int elements = from.remaining() / bytes;
    ByteBuffer to =
        ByteBuffer.allocateDirect(Math.multiplyExact(elements, F32.bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      to.putFloat(next(from));
    }
    return to.flip();
  }

  /** PyTorch runs on these buffers themselves, and expects floats on multiples of four. */
  private static ByteBuffer aligned(ByteBuffer from) {
    if (from.isDirect() && from.alignmentOffset(from.position(), F32.bytes) == 0) {
      return from;
    }
    return ByteBuffer.allocateDirect(from.remaining())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(from)
        .flip();
  }

  private float next(ByteBuffer from) {
    return switch (this) {
      case F64 -> (float) from.getDouble();
      case F16 -> half(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      default -> throw new IllegalStateException(this + " is no floating-point type");
    };
  }

  /** IEEE 754 binary16, which Java 17 cannot convert. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int rebiased = exponent == 0x1f ? 0xff : exponent + 127 - 15;
    return Float.intBitsToFloat(sign | rebiased << 23 | fraction << 13);
  }
}
