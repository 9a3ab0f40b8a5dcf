package dev.assay.checkpoint.format;

import dev.assay.trace.Quoted;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The tensors of one weights file, or of several that belong together, read on demand. Closing is
 * not needed: mapped memory is released with the buffers.
 */
public interface TensorSource {

  /** Every tensor by its name in the file. */
  Map<String, TensorInfo> tensors();

  /**
   * The numbers of one tensor, row-major.
   *
   * @return a direct little-endian buffer of float32, positioned at its start; mapped from the file
   *     where that already holds float32, so that nothing is copied to the heap
   * @throws dev.assay.trace.AssayException if the file has no such tensor, or its bytes cannot be
   *     read as numbers
   */
  ByteBuffer float32(String name);

  /**
   * What a file says of a tensor before it is read.
   *
   * @param dtype the file's own word for its element type, such as F32, BF16 or I64
   * @param shape row-major
   */
  record TensorInfo(String dtype, List<Long> shape) {
    public TensorInfo {
      shape = List.copyOf(shape);
    }

    /** How many numbers it holds. */
    public long elements() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public String toString() {
      return Quoted.plain(dtype) + shape;
    }
  }
}
