package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Work that is done elsewhere than in the thread of the tests, which waits for it. */
final class OwnThread {
  private OwnThread() {}

  /** What the work gives, or throws. */
  static <T> T run(String name, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException("Judging was interrupted; run the claims again.", e);
    }
  }
}
