package dev.assay.checkpoint.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** TensorFlow stores linear weights as [in, out], PyTorch as [out, in]. */
public final class Transposition {
  /** Edge of the squares that are transposed at a time, so that reads and writes stay in cache. */
  private static final int TILE = 32;

  private Transposition() {}

  /** A new direct little-endian buffer with the transpose of a row-major matrix. */
  public static ByteBuffer of(ByteBuffer float32, int rows, int columns) {
    FloatBuffer from = float32.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    ByteBuffer transposed =
        ByteBuffer.allocateDirect(float32.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer to = transposed.asFloatBuffer();
    for (int top = 0; top < rows; top += TILE) {
      int bottom = Math.min(top + TILE, rows);
      for (int left = 0; left < columns; left += TILE) {
        int right = Math.min(left + TILE, columns);
        for (int row = top; row < bottom; row++) {
          for (int column = left; column < right; column++) {
            to.put(column * rows + row, from.get(row * columns + column));
          }
        }
      }
    }
    return transposed;
  }
}
