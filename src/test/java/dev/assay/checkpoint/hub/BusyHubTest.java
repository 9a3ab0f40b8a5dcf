package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusyHubTest {
  @TempDir Path cache;
  private FakeHub server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
    client = new Client(server, cache);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waits_as_long_as_it_is_asked_to(int status) {
    String hash = Hashes.sha256(Models.WEIGHTS);
    server.once("GET", "revision/main", Faults.status(status, Map.of("Retry-After", "7")));
    server.once("HEAD", "vocab.txt", Faults.status(status, Map.of("Retry-After", "0")));
    server.once("GET", hash, Faults.status(status, Map.of("Retry-After", "11")));
    assertThat(client.snapshot("hf:org/name").resolve("model.safetensors"))
        .hasBinaryContent(Models.WEIGHTS);
    assertThat(client.pauses)
        .containsExactlyInAnyOrder(Duration.ofSeconds(7), Duration.ZERO, Duration.ofSeconds(11));
    assertThat(client.notes)
        .contains(server.endpoint() + " is busy (HTTP " + status + "); trying again in 7 s.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After | Tue, 24 Nov 2026 12:00:42 GMT | 42",
        "Retry-After | Tue, 24 Nov 2026 11:00:00 GMT | 0",
        "Retry-After | soon | 1",
        "RateLimit | \"api\";r=0;t=55 | 55",
        "RateLimit | \"api\";r=3;t=55 | 1",
      })
  void understands_how_a_wait_is_written(String header, String value, int seconds) {
    server.once("GET", "revision/main", Faults.status(429, Map.of(header, value)));
    assertThat(client.snapshot("hf:org/name")).exists();
    assertThat(client.pauses).containsExactly(Duration.ofSeconds(seconds));
  }

  @Test
  void gives_up_after_some_attempts() {
    server.always("GET", "revision/main", Faults.status(503, Map.of()));
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            server.endpoint()
                + "/api/models/org/name/revision/main is too busy to answer (HTTP 503 after 6 attempts): try again later.");
    assertThat(server.asked()).hasSize(6);
    assertThat(client.pauses.stream().map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 8L);
    server.behave();
    assertThat(client.snapshot("hf:org/name")).exists();
  }

  @Test
  void does_not_wait_for_an_hour() {
    server.once("GET", "revision/main", Faults.status(429, Map.of("Retry-After", "3600")));
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageEndingWith(
            "is too busy to answer (HTTP 429 after 1 attempt, last asking to wait 3600 more seconds): try again later, or set HF_TOKEN, which raises the hub's limits.");
    assertThat(client.pauses).isEmpty();
    assertThat(client.snapshot("hf:org/name")).exists();
  }

  @Test
  void keeps_all_waits_of_a_request_within_five_minutes() {
    server.always("GET", "revision/main", Faults.status(429, Map.of("Retry-After", "100")));
    assertThatThrownBy(() -> client.snapshot("hf:org/name")).isInstanceOf(AssayException.class);
    assertThat(client.pauses).hasSize(3).containsOnly(Duration.ofSeconds(100));
  }
}
