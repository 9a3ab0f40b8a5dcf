package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
  @TempDir Path folder;

  @BeforeEach
  void nothing_yet() {
    Trouble.take();
  }

  @Test
  void nothing_is_said_of_what_was_done() throws IOException {
    Path file = folder.resolve("whole");

    assertThat(Trouble.remember(file, () -> Files.writeString(file, "all"))).isTrue();
    assertThat(file).hasContent("all");
    assertThat(Trouble.take()).isEmpty();
  }

  @Test
  void no_half_of_a_file_is_left() {
    Path file = folder.resolve("half");

    boolean done =
        Trouble.remember(
            file,
            () -> {
              Files.writeString(file, "ha");
              throw new IOException("No space left on device");
            });

    assertThat(done).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void many_troubles_are_one_sentence_with_the_first_reason_and_it_is_said_once() {
    for (int i = 1; i <= 3; i++) {
      String reason = "reason " + i;
      Trouble.remember(
          () -> {
            throw new IOException(reason);
          });
    }

    assertThat(Trouble.take().orElseThrow())
        .hasMessage(
            "Allure's results in %s are incomplete, since 3 files could not be written or deleted"
                + " (java.io.IOException: reason 1); check the folder, its permissions and the free"
                + " space, and run the claims again for the report.",
            ResultFolder.path());
    assertThat(Trouble.take()).isEmpty();
  }
}
