package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumedDownloadTest {
  private static final byte[] CONTENT = Models.WEIGHTS;
  private static final String ETAG = Hashes.sha256(CONTENT);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(30);

  private WeightsDownload download;

  @BeforeEach
  void start(@TempDir Path cache) throws IOException {
    download = new WeightsDownload(cache);
  }

  @AfterEach
  void stop() {
    download.close();
  }

  @Test
  void resumes_where_a_connection_was_cut() {
    download.server.once("GET", ETAG, Faults.cutAfter(200_000, CONTENT));
    download.assertComplete();
    assertThat(download.ranges()).hasSize(2);
    assertThat(download.ranges().get(0)).isEqualTo("null");
    // What the client had not read when the connection broke may be lost with it.
    assertThat(download.ranges().get(1)).matches("bytes=[1-9]\\d{0,5}-");
    assertThat(download.client.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void gives_up_after_some_cuts_and_resumes_in_the_next_run() throws IOException {
    download.server.always("GET", ETAG, Faults.cutAfter(1_000, CONTENT));
    download.assertFails(
        "The download of model.safetensors of hf:org/name stopped at",
        "of 300000 bytes and could not be resumed in 6 attempts",
        "run it again to resume from there.");
    long received = Files.size(download.partial);
    assertThat(received).isPositive().isLessThanOrEqualTo(6_000);
    assertThat(download.client.pauses.stream().map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 8L);
    download.server.behave();
    download.server.requests.clear();
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("bytes=" + received + "-");
  }

  @Test
  void resumes_what_an_earlier_run_left() throws IOException {
    download.leave(Arrays.copyOf(CONTENT, 120_000));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("bytes=120000-");
  }

  @Test
  void needs_no_request_for_a_partial_file_that_is_complete() throws IOException {
    download.leave(CONTENT);
    download.assertComplete();
    assertThat(download.ranges()).isEmpty();
  }

  @Test
  void completes_a_body_without_a_length_that_ends_early() {
    download.server.once("GET", ETAG, Faults.chunked(Arrays.copyOf(CONTENT, 1000)));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("null", "bytes=1000-");
  }

  @Test
  void tries_again_when_the_hub_hangs_up_without_an_answer() {
    download.server.once("GET", "revision/main", Faults.hangUp());
    download.server.once("HEAD", "config.json", Faults.hangUp());
    download.server.once("GET", ETAG, Faults.hangUp());
    download.assertComplete();
  }

  @Test
  void says_that_the_connection_broke_when_the_hub_always_hangs_up() {
    download.server.always("GET", "revision/main", Faults.hangUp());
    download.assertFails(
        "The connection broke to " + download.server.endpoint() + " (", "check the network");
    download.server.behave();
    download.assertComplete();
  }

  @Test
  void does_not_wait_for_ever_for_a_server_that_falls_silent() {
    CountDownLatch release = new CountDownLatch(1);
    download.server.once("GET", ETAG, Faults.stallAfter(100_000, CONTENT, release));
    download.client.timeouts(new Timeouts(LONG, LONG, SHORT));
    download.assertComplete();
    release.countDown();
    assertThat(download.ranges()).hasSizeGreaterThan(1);
    assertThat(download.ranges().get(1)).startsWith("bytes=");
  }

  @Test
  void does_not_wait_for_ever_for_a_server_that_never_answers() {
    CountDownLatch release = new CountDownLatch(1);
    download.server.once("HEAD", "config.json", Faults.holdUntil(release));
    download.client.timeouts(new Timeouts(LONG, Duration.ofSeconds(1), LONG));
    download.assertComplete();
    release.countDown();
  }
}
