package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A response body that must end after so many bytes and so much time, as answers in JSON do. */
final class ShortBody extends InputStream {
  private final InputStream body;
  private final long most;
  private final long end;
  private long received;

  /** It goes on for too long. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(String message) {
      super(message);
    }
  }

  /**
   * @param most bytes
   */
  ShortBody(InputStream body, long most, Duration time) {
    this.body = body;
    this.most = most;
    this.end = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = body.read(into, offset, length);
    received += Math.max(count, 0);
    if (received > most) {
      throw new TooLong("it is longer than " + Text.size(most));
    }
    if (System.nanoTime() - end > 0) {
      throw new TooLong("it does not end");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
