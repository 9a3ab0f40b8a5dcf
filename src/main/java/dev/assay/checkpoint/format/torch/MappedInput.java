package dev.assay.checkpoint.format.torch;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer as a stream that knows how much of it was read. */
final class MappedInput extends InputStream {
  private final ByteBuffer buffer;

  MappedInput(ByteBuffer buffer) {
    this.buffer = buffer.slice();
  }

  /** How many bytes were read. */
  int position() {
    return buffer.position();
  }

  @Override
  public int read() {
    return buffer.hasRemaining() ? Byte.toUnsignedInt(buffer.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length > 0 && !buffer.hasRemaining()) {
      return -1;
    }
    int read = Math.min(length, buffer.remaining());
    buffer.get(target, offset, read);
    return read;
  }

  @Override
  public int available() {
    return buffer.remaining();
  }
}
