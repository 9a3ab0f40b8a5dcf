package dev.assay.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {
  private static final List<Integer> MANY = IntStream.range(0, 1000).boxed().toList();

  @Test
  void gives_results_in_the_order_of_the_items() {
    assertThat(Parallel.map(MANY, i -> i * i)).isEqualTo(MANY.stream().map(i -> i * i).toList());
    assertThat(Parallel.map(List.of("one"), String::length)).containsExactly(3);
    assertThat(Parallel.map(List.<String>of(), String::length)).isEmpty();
  }

  @Test
  void the_caller_takes_part() {
    Thread caller = Thread.currentThread();

    assertThat(Parallel.map(List.of(1), i -> Thread.currentThread())).containsExactly(caller);
  }

  @Test
  void runs_side_by_side_on_no_more_threads_than_cores() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    int cores = Runtime.getRuntime().availableProcessors();
    CountDownLatch together = new CountDownLatch(cores);

    List<Boolean> met =
        Parallel.map(
            MANY.subList(0, 4 * cores),
            i -> {
              threads.add(Thread.currentThread());
              together.countDown();
              return awaited(together);
            });

    assertThat(met).isNotEmpty().doesNotContain(false);
    assertThat(threads).hasSize(cores);
  }

  @Test
  void everything_that_was_begun_has_ended_before_a_failure_is_thrown() {
    for (int repetition = 0; repetition < 50; repetition++) {
      AtomicInteger running = new AtomicInteger();

      Throwable thrown =
          catchThrowable(
              () ->
                  Parallel.map(
                      MANY,
                      i -> {
                        running.incrementAndGet();
                        try {
                          if (i % 2 == 0) {
                            throw new IllegalStateException("item " + i);
                          }
                          Thread.sleep(2);
                          return i;
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        } finally {
                          running.decrementAndGet();
                        }
                      }));

      assertThat(running).hasValue(0);
      assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("item 0");
    }
  }

  @Test
  void throws_the_first_failure_in_list_order_and_suppresses_later_ones() {
    CountDownLatch laterFailed = new CountDownLatch(1);

    Throwable thrown =
        catchThrowable(
            () ->
                Parallel.map(
                    List.of("slow", "quick"),
                    item -> {
                      if (item.equals("quick")) {
                        laterFailed.countDown();
                      } else {
                        awaited(laterFailed);
                      }
                      throw new IllegalStateException(item);
                    }));

    assertThat(thrown).hasMessage("slow");
    if (Runtime.getRuntime().availableProcessors() > 1) {
      assertThat(thrown.getSuppressed())
          .singleElement()
          .extracting(Throwable::getMessage)
          .isEqualTo("quick");
    }
  }

  @Test
  void begins_nothing_more_after_a_failure() {
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      begun.incrementAndGet();
                      throw new IllegalStateException("item " + i);
                    }))
        .hasMessage("item 0");

    assertThat(begun.get()).isBetween(1, Runtime.getRuntime().availableProcessors());
  }

  @Test
  void the_same_failure_from_several_items_is_thrown_once() {
    IllegalStateException shared = new IllegalStateException("shared");

    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      throw shared;
                    }))
        .isSameAs(shared)
        .hasNoSuppressedExceptions();
  }

  @Test
  void errors_and_checked_exceptions_come_out_as_they_are() {
    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      throw new OutOfMemoryError("planted");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(
            () ->
                Parallel.map(
                    MANY,
                    i -> {
                      throw ParallelTest.<RuntimeException>unchecked(new IOException("planted"));
                    }))
        .isInstanceOf(IOException.class);
  }

  @Test
  void may_be_called_from_within_itself_at_any_depth() {
    assertThat(sum(5)).isEqualTo(8 * 8 * 8 * 8 * 8);
  }

  @Test
  void an_interrupt_does_not_end_the_waiting_and_is_kept() {
    AtomicInteger ended = new AtomicInteger();

    Thread.currentThread().interrupt();
    Parallel.map(MANY, i -> ended.incrementAndGet());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).hasValue(MANY.size());
  }

  private static int sum(int depth) {
    if (depth == 0) {
      return 1;
    }
    return Parallel.map(MANY.subList(0, 8), i -> sum(depth - 1)).stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
