package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A response body whose reads fail when nothing arrives for a while, or so little that it would
 * never end. The HTTP client's own timeout ends with the headers, so without this a server that
 * falls silent would hang the download.
 */
final class GuardedBody extends InputStream {
  /** Bytes per second. At less, the smallest encoder would take half a day. */
  private static final long SLOWEST = 1_000;

  private final InputStream body;
  private final Duration silence;
  private final AtomicBoolean stalled = new AtomicBoolean();

  /** How long was waited for how many bytes, since the rate was last looked at. */
  private long waitedNanos;

  private long received;

  GuardedBody(InputStream body, Duration silence) {
    this.body = body;
    this.silence = silence;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> watch =
        arrived
            .orTimeout(silence.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((done, problem) -> giveUp(problem));
    long begun = System.nanoTime();
    try {
      int count = body.read(into, offset, length);
      if (!stalled.get()) {
        requireRate(System.nanoTime() - begun, Math.max(count, 0));
        return count;
      }
    } catch (IOException e) {
      if (!stalled.get()) {
        throw e;
      }
    } finally {
      arrived.complete(null);
      watch.cancel(false);
    }
    throw new HttpTimeoutException("nothing received for " + silence.toSeconds() + " s");
  }

  private void requireRate(long nanos, int count) throws HttpTimeoutException {
    waitedNanos += nanos;
    received += count;
    if (waitedNanos < silence.toNanos()) {
      return;
    }
    if (received < SLOWEST * silence.toMillis() / 1_000) {
      throw new HttpTimeoutException(
          "no more than %d bytes received in %d s".formatted(received, silence.toSeconds()));
    }
    waitedNanos = 0;
    received = 0;
  }

  private void giveUp(Throwable problem) {
    if (problem instanceof TimeoutException) {
      stalled.set(true);
      try {
        // Closing is what ends the read that is waiting.
        body.close();
      } catch (IOException e) {
        // The read ends all the same.
      }
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
