package dev.assay.claim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file whose holder alone may change the folder that it is in: others wait, in this JVM and in
 * others. It stays there, empty, because a waiting process that finds another file of that name
 * would not wait for the same thing. It holds nobody up: the operating system ends a lock with the
 * process that had it.
 */
public final class LockFile {
  /** The file's name, in the folder that it is for. */
  public static final String NAME = ".lock";

  /** FileLock is for whole JVMs; this keeps threads of one JVM apart. */
  private static final Object THREADS = new Object();

  private LockFile() {}

  /** What is to be done while nobody else does. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work while it holds the folder's lock. Not to be nested.
   *
   * @param folder made if there is none
   */
  public static <T> T hold(Path folder, Work<T> work) throws IOException {
    // Java 17 refuses to create a folder that is there as a link.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    synchronized (THREADS) {
      // Nothing may open the file a second time: closing that would end the lock of this one.
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS)) {
        channel.lock();
        return work.run();
      }
    }
  }
}
