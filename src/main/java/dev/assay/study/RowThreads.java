package dev.assay.study;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads in which bodies of claims run, as many as are asked for: they mostly wait for the model,
 * so their number is no matter of processors. They end by themselves when there is nothing to do.
 */
final class RowThreads {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "assay-row-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private RowThreads() {}

  static void start(Runnable work) {
    POOL.execute(work);
  }
}
