package dev.assay.checkpoint.hub;

import dev.assay.checkpoint.hub.HubProgress.Transfer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The part of a file that has been received.
 *
 * @param file what is being received
 * @param folder the folder of blobs
 */
record Partial(RemoteFile file, Path folder) {

  /** The connection ended before the file did. */
  static final class Cut extends IOException {
    private static final long serialVersionUID = 1L;

    Cut(String message) {
      super(message);
    }

    Cut(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Named as Python names it, so that what an older Python left is resumed. */
  Path path() {
    return folder.resolve(file.etag() + ".incomplete");
  }

  long size() throws IOException {
    return Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS) ? Files.size(path()) : 0;
  }

  /** Drops a link that somebody put here: what it leads to is not ours to append to. */
  void dropIfLink() throws IOException {
    if (Files.isSymbolicLink(path())) {
      drop();
    }
  }

  void drop() throws IOException {
    Files.deleteIfExists(path());
  }

  /** Drops a partial file that cannot be the beginning of the announced one. */
  void dropIfLongerThan(OptionalLong size) throws IOException {
    if (size.isPresent() && size() > size.getAsLong()) {
      drop();
    }
  }

  /**
   * Adds a body to what is there.
   *
   * @param have how many bytes are there
   * @param expected how many there must be in the end, when known
   * @throws Cut when the body ends too early
   * @throws HubFailure when it goes on too long
   */
  void append(Reply reply, long have, OptionalLong expected, Transfer transfer, Disk disk)
      throws HubFailure, IOException {
    long total = have;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = disk.appender().open(path())) {
      transfer.at(total);
      for (int count = read(reply, buffer); count >= 0; count = read(reply, buffer)) {
        total += count;
        if (total > file.most()) {
          drop();
          throw Failures.tooLarge(file);
        }
        if (expected.isPresent() && total > expected.getAsLong()) {
          drop();
          throw Failures.wrongLength(file, reply.uri(), expected.getAsLong(), total);
        }
        write(out, buffer, count, expected.orElse(total) - total + count, disk);
        transfer.at(total);
      }
    }
    if (expected.isPresent() && total < expected.getAsLong()) {
      throw new Cut("the body ended early");
    }
  }

  private static int read(Reply reply, byte[] buffer) throws Cut {
    try {
      return reply.body().read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new Cut(e);
    }
  }

  private void write(OutputStream out, byte[] buffer, int count, long needed, Disk disk) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw disk.failed(file, needed, folder, e);
    }
  }
}
