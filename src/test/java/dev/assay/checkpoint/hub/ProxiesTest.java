package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  @Test
  void takes_the_proxy_of_the_scheme() {
    Map<String, String> variables =
        Map.of("HTTPS_PROXY", "http://secure:3128", "http_proxy", "plain:3129");
    assertThat(proxy(variables, "https://hub.example/x")).isEqualTo("secure:3128");
    assertThat(proxy(variables, "http://hub.example/x")).isEqualTo("plain:3129");
    assertThat(proxy(Map.of("ALL_PROXY", "any:1"), "https://hub.example")).isEqualTo("any:1");
    assertThat(proxy(Map.of("HTTP_PROXY", "plain:1"), "https://hub.example")).isEqualTo("direct");
    assertThat(proxy(Map.of(), "https://hub.example")).isEqualTo("direct");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|hub.example|direct",
        "hub.example|hub.example|direct",
        "example|hub.example|direct",
        ".example|hub.example|direct",
        "*.example|HUB.example|direct",
        "a, hub.example ,b|hub.example|direct",
        "ub.example|hub.example|p:1",
        "hub.example|hub.example.org|p:1",
        "''|hub.example|p:1",
      })
  void leaves_out_the_hosts_of_no_proxy(String exceptions, String host, String expected) {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", exceptions);
    assertThat(proxy(variables, "https://" + host + "/x")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://u:secret@proxy:1",
        "https://u:secret@proxy",
        "http://u:secret@",
        "http://u:secret@proxy:808080",
        "a b"
      })
  void refuses_what_cannot_be_used_without_repeating_a_password(String value) {
    for (String variable : List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY")) {
      assertThatThrownBy(() -> proxy(Map.of(variable, value), "https://hub.example"))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith(
              variable + " does not name a proxy that can be used: write it as http://host:port")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void a_proxy_that_cannot_be_used_disturbs_only_who_needs_it(@TempDir Path cache)
      throws IOException {
    String socks = "socks5://proxy:1";
    Map<String, String> variables = Map.of("ALL_PROXY", socks, "HTTPS_PROXY", "http://secure:1");
    assertThat(proxy(variables, "https://hub.example")).isEqualTo("secure:1");
    assertThat(proxy(Map.of("HTTP_PROXY", socks, "NO_PROXY", "*"), "http://hub.example"))
        .isEqualTo("direct");
    try (FakeHub server = new FakeHub()) {
      server.publish("org/name", "main", Models.modern());
      Path folder = new Client(server, cache).snapshot("hf:org/name");
      Client offline = new Client(server, cache).offline().with("ALL_PROXY", socks);
      assertThat(offline.snapshot("hf:org/name")).isEqualTo(folder);
      Client online = new Client(server, cache).with("ALL_PROXY", socks);
      assertThatThrownBy(() -> online.snapshot("hf:org/name"))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith("ALL_PROXY does not name a proxy");
    }
  }

  @Test
  void downloads_through_a_proxy_and_identifies_the_user_to_it_alone(@TempDir Path cache)
      throws IOException {
    try (FakeHub server = new FakeHub()) {
      // The hub's own host does not exist: only through the proxy can it be had.
      server.publish("org/name", "main", Models.modern());
      List<String> shown = new CopyOnWriteArrayList<>();
      server.once(
          "GET",
          "revision/main",
          exchange -> {
            shown.add(exchange.getRequestURI().toString());
            shown.add(exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            return false;
          });
      server.once(
          "GET",
          Hashes.sha256(Models.WEIGHTS),
          exchange -> {
            shown.add(String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
            return false;
          });
      Client client =
          new Client(URI.create("http://hub.invalid"), cache)
              .with("HTTP_PROXY", "http://me:p%40ss@" + server.endpoint().getAuthority())
              .with("NO_PROXY", "localhost");
      assertThat(client.snapshot("hf:org/name").resolve("model.safetensors"))
          .hasBinaryContent(Models.WEIGHTS);
      assertThat(shown)
          .containsExactly(
              "http://hub.invalid/api/models/org/name/revision/main", "Basic bWU6cEBzcw==", "null");
    }
  }

  @Test
  void says_what_a_proxy_that_wants_a_password_needs(@TempDir Path cache) throws IOException {
    try (FakeHub server = new FakeHub()) {
      server.once("GET", "revision/main", Faults.status(407, Map.of()));
      Client client =
          new Client(URI.create("http://hub.invalid"), cache)
              .with("HTTP_PROXY", server.endpoint().toString());
      assertThatThrownBy(() -> client.snapshot("hf:org/name"))
          .isInstanceOf(AssayException.class)
          .hasMessageStartingWith(
              "The proxy on the way to http://hub.invalid wants a user and password (HTTP 407): set HTTPS_PROXY=http://user:password@host:port");
    }
  }

  @Test
  void does_not_show_passwords() {
    assertThat(proxies(Map.of("HTTPS_PROXY", "http://me:secret@proxy:1")))
        .hasToString("Proxies{https=HTTPS_PROXY}");
  }

  private static Proxies proxies(Map<String, String> variables) {
    return Proxies.from(new Environment(variables));
  }

  private static String proxy(Map<String, String> variables, String uri) {
    Proxy proxy = proxies(variables).selector().select(URI.create(uri)).get(0);
    return proxy.type() == Proxy.Type.DIRECT
        ? "direct"
        : proxy.address().toString().replaceFirst("/<unresolved>", "");
  }
}
