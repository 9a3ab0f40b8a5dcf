package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The disk that the cache is on.
 *
 * @param usable how many bytes can be written under a folder
 * @param appender opens a file to add to its end
 */
record Disk(Usable usable, Appender appender) {
  /** Bytes that can be written under a folder. */
  @FunctionalInterface
  interface Usable {
    long bytes(Path folder) throws IOException;
  }

  /** Opens a file to add to its end; makes it if it is not there. */
  @FunctionalInterface
  interface Appender {
    OutputStream open(Path file) throws IOException;
  }

  static Disk real() {
    return new Disk(
        folder -> Files.getFileStore(folder).getUsableSpace(),
        // Not through a link, which somebody else must have put there.
        file ->
            Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS));
  }

  /** Refuses a download that cannot fit before it begins. */
  void require(RemoteFile file, long needed, Path folder) throws IOException {
    long available = usable.bytes(folder);
    if (needed > available) {
      throw new AssayException(full(file, needed, available, folder));
    }
  }

  /** The sentence for a write that failed, with how many bytes were still to be written. */
  AssayException failed(RemoteFile file, long needed, Path folder, IOException e) {
    if (!isFull(e)) {
      return unusable(folder, e);
    }
    try {
      return new AssayException(full(file, needed, usable.bytes(folder), folder), e);
    } catch (IOException unknown) {
      return new AssayException(full(file, needed, 0, folder), e);
    }
  }

  /** The sentence for a cache that cannot be used, unless it was the user who stopped the work. */
  static AssayException unusable(Path path, IOException e) {
    if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
      return Interrupted.downloading(e);
    }
    String reason =
        e instanceof AccessDeniedException
            ? "permission denied"
            : Quoted.plain(e.getClass().getSimpleName() + ": " + e.getMessage());
    return new AssayException(
        "The hub cache %s cannot be written (%s): make it writable, or set HF_HOME to a folder that is."
            .formatted(path, reason),
        e);
  }

  private static boolean isFull(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return Stream.of("no space left", "not enough space", "quota exceeded")
        .anyMatch(message::contains);
  }

  private static String full(RemoteFile file, long needed, long available, Path folder) {
    return "%s needs %s more on the disk of %s, which has %s free: free some space or set HF_HOME to a folder on a larger disk, and run it again."
        .formatted(file.shown(), Text.size(needed), folder, Text.size(available));
  }
}
