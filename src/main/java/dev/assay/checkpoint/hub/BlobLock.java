package dev.assay.checkpoint.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps two downloads of one blob apart, in this process and between processes.
 *
 * <p>The lock file is the one Python uses. On Windows that keeps Python out too; elsewhere Python
 * takes a kind of lock that Java cannot see. The worst that can happen then is a download made
 * twice, as both check what they have and rename it into place.
 */
final class BlobLock {
  // The operating system's lock belongs to the whole process, so threads need one of their own.
  private static final ConcurrentMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private BlobLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Action {
    void run() throws HubFailure, IOException;
  }

  /**
   * Waits for the lock, then acts.
   *
   * @param file the lock file; its folder exists
   * @param waiting is run if somebody else has the lock
   */
  static void holding(Path file, Runnable waiting, Action action) throws HubFailure, IOException {
    ReentrantLock threads = THREADS.computeIfAbsent(file, key -> new ReentrantLock());
    if (!threads.tryLock()) {
      waiting.run();
      threads.lock();
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      // Closing the channel releases its lock.
      if (channel.tryLock() == null) {
        waiting.run();
        channel.lock();
      }
      action.run();
    } finally {
      threads.unlock();
    }
  }
}
