package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.hub.HubProgress.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private static final OptionalLong SIZE = OptionalLong.of(400_000_000);

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();
  private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

  @Test
  void shows_name_bar_percent_size_and_speed_on_a_terminal() {
    try (Transfer transfer = terminal().begin("model.safetensors", SIZE, 0)) {
      seconds(10);
      transfer.at(100_000_000);
      assertThat(written())
          .isEqualTo(
              "\rmodel.safetensors [######..................] 25% 100.0 MB of 400.0 MB, 10.0 MB/s");
      seconds(30);
      transfer.at(400_000_000);
      transfer.finished();
    }
    assertThat(written())
        .endsWith(
            "\rmodel.safetensors [########################] 100% 400.0 MB of 400.0 MB, 10.0 MB/s"
                + System.lineSeparator());
  }

  @Test
  void does_not_redraw_for_every_piece() {
    try (Transfer transfer = terminal().begin("model.safetensors", SIZE, 0)) {
      for (int piece = 1; piece <= 1000; piece++) {
        clock.addAndGet(1_000_000);
        transfer.at(piece * 1000L);
      }
    }
    assertThat(written().chars().filter(it -> it == '\r').count()).isBetween(9L, 11L);
  }

  @Test
  void covers_a_longer_text_with_blanks() {
    try (Transfer transfer = terminal().begin("f", SIZE, 0)) {
      seconds(1);
      transfer.at(123_456_789);
      int before = written().length();
      seconds(100);
      transfer.at(1);
      assertThat(written().substring(before)).hasSize(before).endsWith("  ");
    }
  }

  @Test
  void counts_the_speed_of_this_run_alone() {
    try (Transfer transfer = terminal().begin("f", SIZE, 300_000_000)) {
      seconds(10);
      transfer.at(350_000_000);
      assertThat(written()).contains(" 87% ").endsWith("350.0 MB of 400.0 MB, 5.0 MB/s");
    }
  }

  @Test
  void shows_what_it_knows_when_the_size_is_unknown() {
    assertThat(ConsoleProgress.bar("f", OptionalLong.empty(), 1_500_000, 500))
        .isEqualTo("f 1.5 MB, 500 bytes/s");
    assertThat(ConsoleProgress.bar("f", OptionalLong.of(0), 0, 0))
        .isEqualTo("f 0 bytes, 0 bytes/s");
  }

  @Test
  void keeps_the_end_of_a_long_name_and_fits_a_terminal() {
    String bar = ConsoleProgress.bar("a".repeat(50) + "-00001.safetensors", SIZE, 0, 12e6);
    assertThat(bar).startsWith("...aaa-00001.safetensors [").hasSizeLessThan(90);
  }

  @Test
  void says_one_line_per_large_file_where_nobody_watches() {
    HubProgress quiet = new ConsoleProgress(out, false, clock::get);
    for (long size : new long[] {5_000, 400_000_000}) {
      try (Transfer transfer = quiet.begin("file-" + size, OptionalLong.of(size), 0)) {
        seconds(10);
        transfer.at(size);
        transfer.finished();
      }
    }
    assertThat(written())
        .isEqualTo(
            "Downloaded file-400000000: 400.0 MB in 10 s (40.0 MB/s)." + System.lineSeparator());
  }

  @Test
  void says_nothing_of_a_download_that_failed_but_ends_its_line() {
    HubProgress quiet = new ConsoleProgress(out, false, clock::get);
    try (Transfer transfer = quiet.begin("f", SIZE, 0)) {
      transfer.at(300_000_000);
    }
    assertThat(written()).isEmpty();
    try (Transfer transfer = terminal().begin("f", SIZE, 0)) {
      transfer.at(300_000_000);
    }
    assertThat(written()).endsWith(System.lineSeparator());
  }

  @Test
  void writes_sizes_as_people_read_them() {
    assertThat(Text.size(999)).isEqualTo("999 bytes");
    assertThat(Text.size(1_000)).isEqualTo("1.0 kB");
    assertThat(Text.size(999_949)).isEqualTo("999.9 kB");
    assertThat(Text.size(999_951)).isEqualTo("1.0 MB");
    assertThat(Text.size(438_000_000)).isEqualTo("438.0 MB");
    assertThat(Text.size(5_250_000_000_000_000L)).isEqualTo("5250.0 TB");
  }

  private HubProgress terminal() {
    return new ConsoleProgress(out, true, clock::get);
  }

  private void seconds(int count) {
    clock.addAndGet(count * 1_000_000_000L);
  }

  private String written() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
