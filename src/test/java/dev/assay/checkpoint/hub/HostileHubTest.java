package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server or a neighbour on the same machine could do on purpose. */
@Timeout(30)
class HostileHubTest {
  private static final String ETAG = Hashes.sha256(Models.WEIGHTS);

  @TempDir Path folder;
  private WeightsDownload download;

  @BeforeEach
  void start() throws IOException {
    download = new WeightsDownload(folder.resolve("cache"));
  }

  @AfterEach
  void stop() {
    download.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gopher://user:geheim@host/x", "http://us er:geheim@host/x"})
  void the_password_of_a_redirect_is_not_shown(String location) {
    download.server.once("HEAD", "config.json", Faults.redirect(location));
    assertThatThrownBy(() -> download.client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("redirects to")
        .hasMessageContaining("//***@host/x")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void the_password_of_a_redirect_that_is_followed_is_not_shown() {
    download.server.once(
        "HEAD", "config.json", Faults.redirect("http://user:geheim@127.0.0.1:1/x"));
    assertThatThrownBy(() -> download.client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("Cannot connect to http://127.0.0.1:1")
        .hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999999999", "-7", "many"})
  void a_content_length_that_makes_no_sense_is_one_sentence(String length) {
    download.server.always(
        "GET",
        ETAG,
        exchange -> {
          // Past the server's own headers, which would not allow it.
          exchange.getResponseHeaders().set("X-Length", length);
          exchange.getResponseHeaders().set("Content-length", length);
          exchange.sendResponseHeaders(200, -1);
          return true;
        });
    download.assertFails("model.safetensors");
  }

  @Test
  void a_file_that_is_dripped_byte_by_byte_is_given_up() {
    download.client.timeouts(
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(200)));
    download.server.always("GET", ETAG, dripping("x"));
    download.assertFails("could not be resumed in", "bytes received in");
  }

  @Test
  void an_endless_list_of_files_is_given_up() {
    download.server.once(
        "GET",
        "/revision/main",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] more = "{\"rfilename\":\"x\"},".repeat(1_000).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseBody().write("{\"siblings\":[".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(more);
          }
          return true;
        });
    download.assertFails("is not a hub's (it is longer than 8.0 MB)");
  }

  @Test
  void a_configuration_of_gigabytes_is_not_downloaded() {
    download.server.once(
        "HEAD",
        "config.json",
        Faults.status(200, Map.of("X-Linked-Etag", "\"e\"", "X-Linked-Size", "5000000000")));
    download.assertFails("config.json of hf:org/name has more than 64.0 MB");
    assertThat(download.server.count("GET", "config.json")).isZero();
  }

  @Test
  void a_link_in_the_place_of_a_partial_file_is_not_followed() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "mine");
    Files.createDirectories(download.partial.getParent());
    Files.createSymbolicLink(download.partial, precious);

    download.assertComplete();

    assertThat(precious).hasContent("mine");
  }

  @Test
  void a_link_in_the_place_of_a_mark_is_not_written_through() throws IOException {
    Path target = folder.resolve("made-by-the-link");
    Path cache = Files.createDirectories(folder.resolve("cache"));
    Files.createSymbolicLink(cache.resolve("CACHEDIR.TAG"), target);

    download.assertComplete();

    assertThat(target).doesNotExist();
  }

  @Test
  void a_damaged_file_in_the_cache_is_named() throws IOException {
    download.assertComplete();
    Path blob = download.partial.resolveSibling(ETAG);
    byte[] damaged = Models.WEIGHTS.clone();
    damaged[1_000] ^= 1;
    Files.write(blob, damaged);

    assertThatThrownBy(this::verified)
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "%s, of hf:org/name, is damaged: its content no longer has the hash that is its name; delete that file, and it will be downloaded again."
                .formatted(blob.toRealPath()));
    Files.write(blob, Arrays.copyOf(Models.WEIGHTS, 1_000));
    assertThatThrownBy(this::verified).hasMessageContaining("is damaged");

    Files.delete(blob);
    assertThat(verified().resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
  }

  private Path verified() {
    return download
        .client
        .hub()
        .verifiedSnapshot(
            HubReference.parse("hf:org/name"), EnumSet.allOf(Need.class), folder -> {});
  }

  private static FakeHub.Fault dripping(String drop) {
    return exchange -> {
      exchange.sendResponseHeaders(200, Models.WEIGHTS.length);
      try {
        for (int i = 0; i < 1_000; i++) {
          exchange.getResponseBody().write(drop.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          Thread.sleep(10);
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return true;
    };
  }
}
