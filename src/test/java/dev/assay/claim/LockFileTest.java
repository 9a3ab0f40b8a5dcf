package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  @TempDir Path folder;

  @Test
  void makes_the_folder_and_gives_back_what_the_work_gives() throws IOException {
    Path deep = folder.resolve("deep/er");

    assertThat(LockFile.hold(deep, () -> 7)).isEqualTo(7);
    assertThat(LockFile.hold(deep, () -> 8)).isEqualTo(8);

    assertThat(deep.toFile().list()).containsExactly(".lock");
  }

  @Test
  void is_free_again_when_the_work_fails() throws IOException {
    assertThatThrownBy(
            () ->
                LockFile.hold(
                    folder,
                    () -> {
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");

    assertThat(LockFile.hold(folder, () -> 1)).isEqualTo(1);
  }

  @Test
  void does_not_follow_a_link_in_its_place() throws IOException {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(folder.resolve(".lock"), target);

    assertThatThrownBy(() -> LockFile.hold(folder, () -> 1)).isInstanceOf(IOException.class);

    assertThat(target).hasContent("precious");
  }

  @Test
  void one_holds_it_at_a_time() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger times = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int j = 0; j < 20; j++) {
                  try {
                    LockFile.hold(
                        folder,
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          inside.decrementAndGet();
                          return times.incrementAndGet();
                        });
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(times).hasValue(80);
    assertThat(most).hasValue(1);
  }
}
