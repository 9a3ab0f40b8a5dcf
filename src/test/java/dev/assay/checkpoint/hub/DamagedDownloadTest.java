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

class DamagedDownloadTest {
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
  void refuses_a_file_of_the_wrong_length() {
    download.server.once("GET", ETAG, Faults.ignoringRange(Arrays.copyOf(CONTENT, 1000)));
    download.assertFails(
        "model.safetensors of hf:org/name should have 300000 bytes, but "
            + download.server.storageHost()
            + " sends 1000: it was not kept; run it again");
    assertThat(download.partial).doesNotExist();
    download.assertComplete();
  }

  @Test
  void refuses_a_resumed_file_of_another_length() throws IOException {
    download.leave(Arrays.copyOf(CONTENT, 120_000));
    download.server.once(
        "GET",
        ETAG,
        Faults.body(206, Map.of("Content-Range", "bytes 120000-120009/120010"), new byte[10]));
    download.assertFails("should have 300000 bytes", "sends 120010");
    download.assertComplete();
  }

  @Test
  void refuses_a_body_that_does_not_end_where_it_should() {
    download.server.once(
        "GET", ETAG, Faults.chunked(Arrays.copyOf(CONTENT, CONTENT.length + 70_000)));
    download.assertFails("should have 300000 bytes, but");
    assertThat(download.partial).doesNotExist();
    download.assertComplete();
  }

  @Test
  void refuses_damaged_weights_by_their_hash() {
    byte[] damaged = CONTENT.clone();
    damaged[150_000] ^= 1;
    download.server.once("GET", ETAG, Faults.ignoringRange(damaged));
    download.assertFails(
        "model.safetensors of hf:org/name arrived damaged, with hash " + Hashes.sha256(damaged),
        "announced " + ETAG + ": it was not kept; run it again");
    assertThat(download.partial).doesNotExist();
    download.assertComplete();
  }

  @Test
  void refuses_a_damaged_small_file_by_its_git_hash() {
    byte[] damaged = Models.VOCABULARY.clone();
    damaged[1] ^= 1;
    download.server.once("GET", "vocab.txt", Faults.ignoringRange(damaged));
    download.assertFails(
        "vocab.txt of hf:org/name arrived damaged, with hash " + Hashes.git(damaged));
    download.assertComplete();
  }
}
