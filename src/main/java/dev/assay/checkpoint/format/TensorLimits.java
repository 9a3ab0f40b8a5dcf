package dev.assay.checkpoint.format;

/**
 * What no file of an encoder's weights exceeds, however large the model. Without such limits a few
 * bytes of a file could ask for any amount of memory or time: many tensors that share one long
 * shape, or one stretch of numbers.
 */
public final class TensorLimits {
  /** PyTorch's own limit; an encoder's tensors have two at most. */
  public static final int DIMENSIONS = 64;

  /** The largest published encoders have about a thousand. */
  public static final int TENSORS = 100_000;

  /**
   * How often, on average, a file's tensors may use the same stored numbers. Tied matrices are
   * stored once and used twice.
   */
  static final int SHARING = 4;

  private TensorLimits() {}

  /** Whether tensors of so many bytes can come from so many stored ones. */
  public static boolean fits(double tensorBytes, long storedBytes) {
    return tensorBytes <= (double) storedBytes * SHARING;
  }
}
