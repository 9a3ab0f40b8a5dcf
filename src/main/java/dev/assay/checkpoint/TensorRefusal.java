package dev.assay.checkpoint;

import dev.assay.checkpoint.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;

/** What every format says when a tensor cannot be read. */
final class TensorRefusal {

  private TensorRefusal() {}

  /**
   * @param where the file or files that were searched
   */
  static AssayException missing(String name, Object where) {
    return new AssayException(
        "%s holds no tensor named %s; list its names to see what it holds.".formatted(where, name));
  }

  /** The tensor's element type, refused unless its numbers can be read as float32. */
  static Dtype floatingPoint(String name, TensorInfo info, Object where) {
    return Dtype.named(info.dtype())
        .filter(Dtype::isFloatingPoint)
        .orElseThrow(
            () ->
                new AssayException(
                    "The tensor %s of %s is stored as %s; supported are F32, F16, BF16 and F64."
                        .formatted(name, where, info.dtype())));
  }
}
