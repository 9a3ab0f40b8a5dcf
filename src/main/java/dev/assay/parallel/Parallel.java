package dev.assay.parallel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Computations side by side on as many threads as there are cores, of which the caller's is one.
 *
 * <p>A parallel stream throws as soon as one of its computations fails, while others still run on
 * native memory that the caller then frees, which ends the JVM. Here everything that was begun has
 * ended before anything is returned or thrown.
 */
public final class Parallel {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newFixedThreadPool(
          CORES,
          work -> {
            Thread thread = new Thread(work, "assay-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private Parallel() {}

  /**
   * What {@code each} gives for every item, in the items' order; they are begun in that order too.
   * After a failure no further ones are begun. May be called from within {@code each}.
   *
   * <p>What is thrown, an {@link Error} included, is the failure of the first item that failed,
   * whichever failed first in time, with the others' suppressed. An interrupt is left for the
   * caller to see: it does not end the waiting.
   */
  public static <T, R> List<R> map(List<T> items, Function<? super T, ? extends R> each) {
    Work<T, R> work = new Work<>(items, each);
    for (int helper = 1; helper < Math.min(CORES, items.size()); helper++) {
      POOL.execute(work);
    }
    // The caller would wait anyway; and if all threads are taken, by calls that this one is within
    // too, it does everything itself.
    work.run();
    return work.join();
  }

  private static final class Work<T, R> implements Runnable {
    private final List<T> items;
    private final Function<? super T, ? extends R> each;
    private final TreeMap<Integer, R> results = new TreeMap<>();
    private final TreeMap<Integer, Throwable> failures = new TreeMap<>();
    private int begun;

    Work(List<T> items, Function<? super T, ? extends R> each) {
      this.items = items;
      this.each = each;
    }

    @Override
    public void run() {
      for (int index = begin(); index < items.size(); index = begin()) {
        try {
          succeeded(index, each.apply(items.get(index)));
        } catch (Throwable e) {
          failed(index, e);
        }
      }
    }

    /**
     * The next item's index; past the end if there is nothing left to begin. Since all items before
     * a failed one were begun, the first that fails is the same however threads race.
     */
    private synchronized int begin() {
      return begun == items.size() || !failures.isEmpty() ? items.size() : begun++;
    }

    private synchronized void succeeded(int index, R result) {
      results.put(index, result);
      notifyAll();
    }

    private synchronized void failed(int index, Throwable failure) {
      failures.put(index, failure);
      notifyAll();
    }

    synchronized List<R> join() {
      boolean interrupted = false;
      while (results.size() + failures.size() < begun) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (!failures.isEmpty()) {
        throw Parallel.<RuntimeException>first(failures.values().iterator());
      }
      return new ArrayList<>(results.values());
    }
  }

  /** The first failure as it is: a claim's body may throw what is neither runtime nor error. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E first(Iterator<Throwable> failures) throws E {
    Throwable first = failures.next();
    failures.forEachRemaining(
        other -> {
          if (other != first) {
            first.addSuppressed(other);
          }
        });
    throw (E) first;
  }
}
