package dev.assay.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong(7 * SECOND);

  private Progress progress(boolean terminal) {
    return new Progress(
        new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, now::get, "tiny");
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void who_waits_less_than_three_seconds_is_not_told() {
    Progress progress = progress(false);
    progress.stage("measuring 2 claims", 0, 1);
    now.addAndGet(2 * SECOND);
    progress.stage("null 1 of 26, random weights #1", 0, 26);
    progress.end();

    assertThat(printed()).isEmpty();
  }

  @Test
  void a_log_gets_a_line_now_and_then_with_what_is_left() {
    Progress progress = progress(false);
    progress.stage("null 1 of 26", 0, 26);
    for (int done = 1; done < 26; done++) {
      now.addAndGet(2 * SECOND);
      progress.stage("null %d of 26".formatted(done + 1), done, 26);
    }
    progress.end();

    assertThat(printed().lines())
        .containsExactly(
            "assay: tiny: null 3 of 26, about 48 s left",
            "assay: tiny: null 8 of 26, about 38 s left",
            "assay: tiny: null 13 of 26, about 28 s left",
            "assay: tiny: null 18 of 26, about 18 s left",
            "assay: tiny: null 23 of 26, about 8 s left");
  }

  @Test
  void minutes_are_told_as_such() {
    Progress progress = progress(false);
    progress.stage("null 1 of 26", 0, 26);
    now.addAndGet(30 * SECOND);
    progress.stage("null 2 of 26", 1, 26);

    assertThat(printed()).isEqualTo("assay: tiny: null 2 of 26, about 12:30 min left\n");
  }

  @Test
  void a_terminal_has_one_line_that_is_gone_in_the_end() {
    Progress progress = progress(true);
    now.addAndGet(4 * SECOND);
    progress.stage("measuring 200 claims", 0, 1);
    progress.stage("null 1 of 26", 0, 26);
    progress.end();

    String first = "assay: tiny: measuring 200 claims";
    String second = "assay: tiny: null 1 of 26";
    assertThat(printed())
        .isEqualTo(
            "\r"
                + first
                + "\r"
                + second
                + " ".repeat(first.length() - second.length())
                + "\r"
                + " ".repeat(second.length())
                + "\r");
  }
}
