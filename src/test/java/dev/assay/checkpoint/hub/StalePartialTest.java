package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePartialTest {
  private static final byte[] CONTENT = Models.WEIGHTS;
  private static final String ETAG = Hashes.sha256(CONTENT);

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
  void starts_again_when_a_partial_file_is_not_the_beginning() throws IOException {
    download.leave(Models.random(120_000, 99));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("bytes=120000-", "null");
  }

  @Test
  void starts_again_when_a_partial_file_is_too_long() throws IOException {
    download.leave(Models.random(CONTENT.length + 1, 99));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("null");
  }

  @Test
  void starts_again_when_a_partial_file_of_the_right_length_is_damaged() throws IOException {
    download.leave(Models.random(CONTENT.length, 99));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("null");
  }

  @Test
  void starts_again_when_the_server_cannot_resume() throws IOException {
    download.leave(Arrays.copyOf(CONTENT, 120_000));
    download.server.once("GET", ETAG, Faults.ignoringRange(CONTENT));
    download.assertComplete();
  }

  @Test
  void starts_again_when_the_server_has_nothing_there() throws IOException {
    download.leave(Arrays.copyOf(CONTENT, 120_000));
    download.server.once("GET", ETAG, Faults.status(416, Map.of()));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("bytes=120000-", "null");
  }

  @Test
  void starts_again_when_the_server_resumes_elsewhere() throws IOException {
    download.leave(Arrays.copyOf(CONTENT, 120_000));
    download.server.once(
        "GET",
        ETAG,
        Faults.body(
            206,
            Map.of("Content-Range", "bytes 100-299999/300000"),
            Arrays.copyOfRange(CONTENT, 100, CONTENT.length)));
    download.assertComplete();
    assertThat(download.ranges()).containsExactly("bytes=120000-", "null");
  }
}
