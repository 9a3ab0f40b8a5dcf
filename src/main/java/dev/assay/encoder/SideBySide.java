package dev.assay.encoder;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Forward passes side by side, as many as there are cores. They have threads of their own: those
 * that all parallel streams share may be held by somebody who waits for these very passes.
 */
final class SideBySide {
  private static final ForkJoinPool POOL =
      new ForkJoinPool(Runtime.getRuntime().availableProcessors());

  private SideBySide() {}

  /**
   * Does the work for each item and returns when all of it has ended, however it ended: whoever
   * gets an exception may close what the others use.
   *
   * @throws RuntimeException or Error that was thrown for an item; those for others are suppressed
   */
  static <T> void forEach(List<T> items, Consumer<T> work) {
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    POOL.invokeAll(
        items.stream()
            .map(
                item ->
                    Executors.callable(
                        () -> {
                          try {
                            work.accept(item);
                          } catch (Throwable e) { // whatever it is, the others must end first
                            thrown.add(e);
                          }
                        }))
            .toList());
    Throwable first = thrown.poll();
    if (first == null) {
      return;
    }
    thrown.stream().filter(other -> other != first).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
  }
}
