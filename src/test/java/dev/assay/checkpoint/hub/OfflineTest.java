package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTest {
  @TempDir Path cache;
  private FakeHub server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void finds_a_model_of_python_without_a_request() throws IOException {
    String commit = server.publish("org/name", "main", Models.old());
    CacheTree.asPythonWouldWrite(cache, "models--org--name", "main", commit, Models.old());
    Client client = new Client(server, cache).offline();
    assertThat(client.snapshot("hf:org/name")).isEqualTo(client.snapshot("hf:org/name@" + commit));
    assertThat(client.snapshot("hf:org/name").resolve("vocab.txt")).exists();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void says_what_to_do_when_a_model_is_not_cached() {
    server.publish("org/name", "main", Models.modern());
    assertThatThrownBy(() -> new Client(server, cache).offline().snapshot("hf:org/name@v2"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "hf:org/name@v2 is not in the cache "
                + cache
                + ", and offline mode is on: unset HF_HUB_OFFLINE (and leave out --offline) to download it once, or set HF_HOME to a cache that has it.");
    assertThat(server.asked()).isEmpty();
    assertThat(new Client(server, cache).snapshot("hf:org/name").resolve("config.json")).exists();
  }

  @Test
  void says_what_a_cached_model_lacks() throws IOException {
    String commit = server.publish("org/name", "main", Models.modern());
    CacheTree.asPythonWouldWrite(
        cache,
        "models--org--name",
        "main",
        commit,
        Models.without(Models.modern(), "model.safetensors"));
    assertThatThrownBy(() -> new Client(server, cache).offline().snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("without its weights (model.safetensors or");
    // Its tokenizer can be used all the same.
    assertThat(new Client(server, cache).offline().snapshot("hf:org/name", Need.TOKENIZER))
        .exists();
  }

  @Test
  void uses_the_cache_with_a_note_when_nobody_answers() throws IOException {
    String commit = server.publish("org/name", "main", Models.modern());
    Path folder = new Client(server, cache).snapshot("hf:org/name");
    Client client = new Client(deadEndpoint(), cache);
    assertThat(client.snapshot("hf:org/name")).isEqualTo(folder);
    assertThat(client.notes)
        .singleElement()
        .asString()
        .startsWith("Using the cached copy of hf:org/name: Cannot connect to http://127.0.0.1:");
    assertThat(client.pauses).isEmpty();
    // A commit cannot have changed, so there is nothing to note.
    Client pinned = new Client(deadEndpoint(), cache);
    assertThat(pinned.snapshot("hf:org/name@" + commit)).isEqualTo(folder);
    assertThat(pinned.notes).isEmpty();
  }

  @Test
  void uses_the_cache_with_a_note_when_the_hub_is_down() {
    server.publish("org/name", "main", Models.modern());
    Path folder = new Client(server, cache).snapshot("hf:org/name");
    server.always("GET", "revision/main", Faults.status(503, Map.of()));
    Client client = new Client(server, cache);
    assertThat(client.snapshot("hf:org/name")).isEqualTo(folder);
    assertThat(client.notes.get(client.notes.size() - 1))
        .startsWith("Using the cached copy of hf:org/name: ")
        .contains("HTTP 503");
  }

  @Test
  void says_how_to_get_a_network_when_nothing_is_cached() throws IOException {
    URI nobody = deadEndpoint();
    assertThatThrownBy(() -> new Client(nobody, cache).snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessage(
            "Cannot connect to "
                + nobody
                + " (connection refused): check the network, set HTTPS_PROXY behind a proxy or HF_ENDPOINT for a mirror, or set HF_HUB_OFFLINE=1 to use only what is in the cache.");
    server.publish("org/name", "main", Models.modern());
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void says_that_a_host_does_not_exist() {
    // As the HTTP client reports it; asking for such a host would ask a name server.
    ConnectException e = new ConnectException();
    e.initCause(new UnresolvedAddressException());
    assertThat(Failures.connection(URI.create("https://hub.invalid/api"), e).sentence())
        .startsWith("Cannot connect to https://hub.invalid (no such host): check the network");
  }

  @Test
  void names_the_certificate_when_a_proxy_opens_encrypted_connections() {
    IOException e = new IOException("x", new SSLHandshakeException("unable to find valid path"));
    assertThat(Failures.connection(URI.create("https://hub.invalid/api"), e).sentence())
        .startsWith("No secure connection to https://hub.invalid could be made")
        .contains("-Djavax.net.ssl.trustStore");
  }

  @Test
  void does_not_let_the_cache_hide_a_revision_that_is_gone() {
    String commit = server.publish("org/name", "main", Models.modern());
    server.publish("org/name", "v1", Models.modern());
    new Client(server, cache).snapshot("hf:org/name@v1");
    server.once(
        "GET", "revision/v1", Faults.status(404, Map.of("X-Error-Code", "RevisionNotFound")));
    assertThatThrownBy(() -> new Client(server, cache).snapshot("hf:org/name@v1"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has no revision \"v1\"");
    assertThat(new Client(server, cache).snapshot("hf:org/name@" + commit)).exists();
  }

  private static URI deadEndpoint() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
