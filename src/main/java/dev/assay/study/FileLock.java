package dev.assay.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Makes processes, and threads of one, take turns at a file. */
final class FileLock {
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private FileLock() {}

  /** What is done with a file. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  /** Does it when it is its turn; the lock is a file of its own beside the other, which stays. */
  static void during(Path file, Work work) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(target.getParent());
    Files.createDirectories(folder);
    ReentrantLock threads = THREADS.computeIfAbsent(target, path -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("." + target.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      channel.lock();
      work.run();
    } finally {
      threads.unlock();
    }
  }
}
