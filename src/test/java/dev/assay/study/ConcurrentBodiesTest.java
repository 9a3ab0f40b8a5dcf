package dev.assay.study;

import static dev.assay.claim.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Verdict;
import dev.assay.fixture.TextRow;
import dev.assay.model.Model;
import dev.assay.model.Text;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that do more than ask the model and compute: none of them waits for ever. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentBodiesTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void model() throws IOException {
    run = SampleRun.in(folder).quick();
  }

  private void requireSupported(ToDoubleBiFunction<TextRow, Model> effect) {
    SampleBody body = SampleBody.effect(claim("a", new MeanExpectation.AtLeast(0.1)), effect);
    assertThat(run.judge(body).judged("a").judgement().verdict()).isEqualTo(Verdict.SUPPORTED);
  }

  private static double size(Trace trace) {
    return trace.tokens().size();
  }

  @Test
  void a_body_may_ask_from_a_parallel_stream_of_its_own() {
    requireSupported(
        (row, model) ->
            Stream.of("the cat", "the dog", row.text(), row.text() + " never")
                .parallel()
                .mapToDouble(text -> size(model.trace(text, Set.of(Site.RESID))))
                .sum());
  }

  @Test
  void a_body_may_ask_from_a_thread_of_its_own_and_wait_for_it() {
    requireSupported(
        (row, model) -> CompletableFuture.supplyAsync(() -> size(model.trace(row.text()))).join());
  }

  @Test
  void bodies_may_share_a_lock_that_they_hold_while_they_ask() {
    Object lock = new Object();
    requireSupported(
        (row, model) -> {
          synchronized (lock) {
            return size(model.trace(row.text(), Set.of(Site.Q)));
          }
        });
  }

  @Test
  void a_body_may_sleep_and_ask_for_several_texts_and_none() {
    requireSupported(
        (row, model) -> {
          try {
            Thread.sleep(row.id().equals("r3") ? 60 : 1);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          assertThat(model.traces(List.of(), Set.of(Site.Q))).isEmpty();
          return model.traces(Text.each(row.text(), "the cat", row.text()), Set.of(Site.Q)).stream()
              .mapToDouble(ConcurrentBodiesTest::size)
              .sum();
        });
  }

  @Test
  void a_body_that_interrupts_its_thread_disturbs_no_other() {
    requireSupported(
        (row, model) -> {
          Thread.currentThread().interrupt();
          return size(model.trace(row.text()));
        });
  }

  @Test
  void a_body_may_leave_a_thread_behind_that_asks_when_all_is_over() {
    CompletableFuture<Throwable> late = new CompletableFuture<>();
    requireSupported(
        (row, model) -> {
          if (row.id().equals("r1")) {
            new Thread(
                    () -> {
                      try {
                        Thread.sleep(200);
                        model.trace("the dog", Set.of(Site.K));
                        late.complete(new AssertionError("It got a trace."));
                      } catch (Exception e) {
                        late.complete(e);
                      }
                    })
                .start();
          }
          return size(model.trace(row.text()));
        });
    // Whatever it is told, it is told something, and the JVM lives.
    assertThat(late.completeOnTimeout(new AssertionError("It hangs."), 20, TimeUnit.SECONDS).join())
        .isNotInstanceOf(AssertionError.class);
  }
}
