package dev.assay.checkpoint.format;

import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;

/** What every format says when a tensor cannot be read. */
public final class TensorRefusal {

  private TensorRefusal() {}

  /**
   * @param where the file or files that were searched
   */
  public static AssayException missing(String name, Object where) {
    return new AssayException(
        "%s holds no tensor named %s; list its names to see what it holds."
            .formatted(where, Quoted.plain(name)));
  }

  /** The tensor's element type, refused unless its numbers can be read as float32 and held. */
  public static Dtype floatingPoint(String name, TensorInfo info, Object where) {
    requireRoom(name, Dtype.F32.bytesOf(info.shape()).orElse(Long.MAX_VALUE), where);
    return Dtype.named(info.dtype())
        .filter(Dtype::isFloatingPoint)
        .orElseThrow(
            () ->
                new AssayException(
                    "The tensor %s of %s is stored as %s; supported are F32, F16, BF16 and F64."
                        .formatted(Quoted.plain(name), where, Quoted.plain(info.dtype()))));
  }

  /** Refuses what is larger than Java's buffers can be. */
  public static void requireRoom(String name, long bytes, Object where) {
    if (bytes > Integer.MAX_VALUE) {
      throw new AssayException(
          "The tensor %s of %s takes more than 2 GB as float32, which is not supported; use a smaller model."
              .formatted(Quoted.plain(name), where));
    }
  }
}
