package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadFaultTest {
  private static final byte[] CONTENT = Models.WEIGHTS;
  private static final String ETAG = Hashes.sha256(CONTENT);

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path cache;
  private FakeHub server;
  private Client client;
  private Path partial;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
    client = new Client(server, cache);
    partial = cache.resolve("models--org--name/blobs").resolve(ETAG + ".incomplete");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void resumes_where_a_connection_was_cut() {
    server.once("GET", ETAG, Faults.cutAfter(200_000, CONTENT));
    assertComplete();
    assertThat(ranges()).hasSize(2);
    assertThat(ranges().get(0)).isEqualTo("null");
    // What the client had not read when the connection broke may be lost with it.
    assertThat(ranges().get(1)).matches("bytes=[1-9]\\d{0,5}-");
    assertThat(client.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void gives_up_after_some_cuts_and_resumes_in_the_next_run() throws IOException {
    server.always("GET", ETAG, Faults.cutAfter(1_000, CONTENT));
    assertFails(
        "The download of model.safetensors of hf:org/name stopped at",
        "of 300000 bytes and could not be resumed in 6 attempts",
        "run it again to resume from there.");
    long received = Files.size(partial);
    assertThat(received).isPositive().isLessThanOrEqualTo(6_000);
    assertThat(client.pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 8L);
    server.behave();
    server.requests.clear();
    assertComplete();
    assertThat(ranges()).containsExactly("bytes=" + received + "-");
  }

  @Test
  void resumes_what_an_earlier_run_left() throws IOException {
    leave(Arrays.copyOf(CONTENT, 120_000));
    assertComplete();
    assertThat(ranges()).containsExactly("bytes=120000-");
  }

  @Test
  void needs_no_request_for_a_partial_file_that_is_complete() throws IOException {
    leave(CONTENT);
    assertComplete();
    assertThat(ranges()).isEmpty();
  }

  @Test
  void starts_again_when_a_partial_file_is_not_the_beginning() throws IOException {
    leave(Models.random(120_000, 99));
    assertComplete();
    assertThat(ranges()).containsExactly("bytes=120000-", "null");
  }

  @Test
  void starts_again_when_a_partial_file_is_too_long() throws IOException {
    leave(Models.random(CONTENT.length + 1, 99));
    assertComplete();
    assertThat(ranges()).containsExactly("null");
  }

  @Test
  void starts_again_when_a_partial_file_of_the_right_length_is_damaged() throws IOException {
    leave(Models.random(CONTENT.length, 99));
    assertComplete();
    assertThat(ranges()).containsExactly("null");
  }

  @Test
  void starts_again_when_the_server_cannot_resume() throws IOException {
    leave(Arrays.copyOf(CONTENT, 120_000));
    server.once("GET", ETAG, Faults.ignoringRange(CONTENT));
    assertComplete();
  }

  @Test
  void starts_again_when_the_server_has_nothing_there() throws IOException {
    leave(Arrays.copyOf(CONTENT, 120_000));
    server.once("GET", ETAG, Faults.status(416, Map.of()));
    assertComplete();
    assertThat(ranges()).containsExactly("bytes=120000-", "null");
  }

  @Test
  void starts_again_when_the_server_resumes_elsewhere() throws IOException {
    leave(Arrays.copyOf(CONTENT, 120_000));
    server.once(
        "GET",
        ETAG,
        Faults.body(
            206,
            Map.of("Content-Range", "bytes 100-299999/300000"),
            Arrays.copyOfRange(CONTENT, 100, CONTENT.length)));
    assertComplete();
    assertThat(ranges()).containsExactly("bytes=120000-", "null");
  }

  @Test
  void refuses_a_file_of_the_wrong_length() {
    server.once("GET", ETAG, Faults.ignoringRange(Arrays.copyOf(CONTENT, 1000)));
    assertFails(
        "model.safetensors of hf:org/name should have 300000 bytes, but "
            + server.storageHost()
            + " sends 1000: it was not kept; run it again");
    assertThat(partial).doesNotExist();
    assertComplete();
  }

  @Test
  void refuses_a_resumed_file_of_another_length() throws IOException {
    leave(Arrays.copyOf(CONTENT, 120_000));
    server.once(
        "GET",
        ETAG,
        Faults.body(206, Map.of("Content-Range", "bytes 120000-120009/120010"), new byte[10]));
    assertFails("should have 300000 bytes", "sends 120010");
    assertComplete();
  }

  @Test
  void refuses_a_body_that_does_not_end_where_it_should() {
    server.once("GET", ETAG, Faults.chunked(Arrays.copyOf(CONTENT, CONTENT.length + 70_000)));
    assertFails("should have 300000 bytes, but");
    assertThat(partial).doesNotExist();
    assertComplete();
  }

  @Test
  void completes_a_body_without_a_length_that_ends_early() {
    server.once("GET", ETAG, Faults.chunked(Arrays.copyOf(CONTENT, 1000)));
    assertComplete();
    assertThat(ranges()).containsExactly("null", "bytes=1000-");
  }

  @Test
  void refuses_damaged_weights_by_their_hash() {
    byte[] damaged = CONTENT.clone();
    damaged[150_000] ^= 1;
    server.once("GET", ETAG, Faults.ignoringRange(damaged));
    assertFails(
        "model.safetensors of hf:org/name arrived damaged, with hash " + Hashes.sha256(damaged),
        "announced " + ETAG + ": it was not kept; run it again");
    assertThat(partial).doesNotExist();
    assertComplete();
  }

  @Test
  void refuses_a_damaged_small_file_by_its_git_hash() {
    byte[] damaged = Models.VOCABULARY.clone();
    damaged[1] ^= 1;
    server.once("GET", "vocab.txt", Faults.ignoringRange(damaged));
    assertFails("vocab.txt of hf:org/name arrived damaged, with hash " + Hashes.git(damaged));
    assertComplete();
  }

  @Test
  void tries_again_when_the_hub_hangs_up_without_an_answer() {
    server.once("GET", "revision/main", Faults.hangUp());
    server.once("HEAD", "config.json", Faults.hangUp());
    server.once("GET", ETAG, Faults.hangUp());
    assertComplete();
  }

  @Test
  void says_that_the_connection_broke_when_the_hub_always_hangs_up() {
    server.always("GET", "revision/main", Faults.hangUp());
    assertFails("The connection broke to " + server.endpoint() + " (", "check the network");
    server.behave();
    assertComplete();
  }

  @Test
  void does_not_wait_for_ever_for_a_server_that_falls_silent() {
    CountDownLatch release = new CountDownLatch(1);
    server.once("GET", ETAG, Faults.stallAfter(100_000, CONTENT, release));
    client.timeouts(new Timeouts(LONG, LONG, SHORT));
    assertComplete();
    release.countDown();
    assertThat(ranges()).hasSizeGreaterThan(1);
    assertThat(ranges().get(1)).startsWith("bytes=");
  }

  @Test
  void does_not_wait_for_ever_for_a_server_that_never_answers() {
    CountDownLatch release = new CountDownLatch(1);
    server.once("HEAD", "config.json", Faults.holdUntil(release));
    client.timeouts(new Timeouts(LONG, Duration.ofSeconds(1), LONG));
    assertComplete();
    release.countDown();
  }

  private List<String> ranges() {
    return server.requests.stream()
        .filter(it -> it.method().equals("GET") && it.path().endsWith(ETAG))
        .map(FakeHub.Request::range)
        .toList();
  }

  private void leave(byte[] content) throws IOException {
    Files.createDirectories(partial.getParent());
    Files.write(partial, content);
  }

  private void assertComplete() {
    Path folder = client.snapshot("hf:org/name");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(CONTENT);
    assertThat(folder.resolve("vocab.txt")).hasBinaryContent(Models.VOCABULARY);
    assertThat(partial).doesNotExist();
    assertThat(client.finished).contains("model.safetensors");
  }

  private void assertFails(String... parts) {
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll(parts);
    // Nothing that is not whole may have got its name.
    assertThat(cache.resolve("models--org--name/blobs").resolve(ETAG)).doesNotExist();
    assertThat(cache.resolve("models--org--name/refs/main")).doesNotExist();
  }
}
