package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.hub.FakeHub.Request;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  private static final String TOKEN = "hf_secret";

  @TempDir Path cache;
  private FakeHub server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
    client = new Client(server, cache).with("HF_TOKEN", TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void goes_to_the_hub_and_not_to_the_host_it_redirects_to() {
    assertThat(client.snapshot("hf:org/name").resolve("model.safetensors"))
        .hasBinaryContent(Models.WEIGHTS);
    List<Request> stored =
        server.requests.stream().filter(it -> it.path().startsWith("/repos/")).toList();
    assertThat(stored).hasSize(1);
    assertThat(stored).extracting(Request::authorization).containsOnly("null");
    assertThat(server.requests.stream().filter(it -> !it.path().startsWith("/repos/")))
        .hasSizeGreaterThan(5)
        .extracting(Request::authorization)
        .containsOnly("Bearer " + TOKEN);
  }

  @Test
  void goes_along_a_redirect_that_stays_on_the_hub() {
    server.makePrivate("new/name", TOKEN);
    String commit = server.publish("new/name", "main", Models.modern());
    server.once(
        "GET",
        "/api/models/old/name/revision/main",
        Faults.redirect("/api/models/new/name/revision/main"));
    for (String method : List.of("HEAD", "GET")) {
      for (String file : Models.modern().keySet()) {
        server.once(
            method,
            "/old/name/resolve/" + commit + "/" + file,
            Faults.redirect("/new/name/resolve/" + commit + "/" + file));
      }
    }
    Path folder = client.snapshot("hf:old/name");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    // As in Python's cache, under the name that was asked for.
    assertThat(folder).startsWith(cache.resolve("models--old--name"));
  }

  @Test
  void is_not_sent_when_the_redirect_comes_back_through_another_host() {
    String hub = "http://localhost:" + server.endpoint().getPort();
    server.once(
        "GET", "revision/main", Faults.redirect(hub + "/api/models/org/name/revision/main"));
    client.snapshot("hf:org/name");
    assertThat(server.requests)
        .extracting(Request::authorization)
        .startsWith("Bearer " + TOKEN, "null", "Bearer " + TOKEN);
  }

  @Test
  void finds_the_description_of_a_file_behind_a_redirect_that_has_none() {
    String hub = "http://localhost:" + server.endpoint().getPort();
    String commit = server.publish("org/name", "main", Models.modern());
    server.once(
        "HEAD",
        "config.json",
        Faults.redirect(hub + "/org/name/resolve/" + commit + "/config.json"));
    assertThat(client.snapshot("hf:org/name").resolve("config.json")).exists();
  }

  @Test
  void stops_when_redirected_in_a_circle() {
    server.always("GET", "revision/main", Faults.redirect("main"));
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("redirects to")
        .hasMessageContaining("too many redirects");
    assertThat(server.asked()).hasSize(11);
    server.behave();
    assertThat(client.snapshot("hf:org/name")).exists();
  }

  @Test
  void is_never_shown_by_what_holds_it() {
    HubSettings settings = HubSettings.from(Map.of("HF_TOKEN", TOKEN), false);
    assertThat(settings.token()).isPresent();
    assertThat(settings.toString()).doesNotContain(TOKEN).contains("HubToken[hidden]");
  }

  @Test
  void with_characters_no_header_can_carry_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> HubSettings.from(Map.of("HF_TOKEN", "hf_sec ret"), false))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("The hub token in HF_TOKEN has blanks")
        .hasMessageNotContaining("hf_sec");
  }

  @Test
  void follows_no_redirect_that_leaves_the_encrypted_connection() throws HubFailure {
    URI from = URI.create("https://hub.invalid/a/b?x=1");
    assertThat(Redirects.target(from, "/c")).hasToString("https://hub.invalid/c");
    assertThat(Redirects.target(from, "c?y=2")).hasToString("https://hub.invalid/a/c?y=2");
    assertThat(Redirects.target(from, "//cdn.invalid/c")).hasToString("https://cdn.invalid/c");
    assertThat(Redirects.target(URI.create("http://hub.invalid/a"), "https://hub.invalid/a"))
        .hasToString("https://hub.invalid/a");
    assertRefused(from, "http://hub.invalid/c?key=1", "leave the encrypted connection");
    assertRefused(from, "file:///etc/passwd", "no web address");
    assertRefused(from, "ftp://hub.invalid/c", "no web address");
    assertRefused(from, "https://hub.invalid:443443/c", "no web address");
    assertRefused(from, "http://[", "no valid address");
  }

  @Test
  void is_meant_for_one_scheme_host_and_port() {
    URI hub = URI.create("https://hub.invalid/x");
    assertThat(Redirects.sameOrigin(hub, URI.create("https://HUB.invalid:443/y"))).isTrue();
    assertThat(Redirects.sameOrigin(hub, URI.create("http://hub.invalid/y"))).isFalse();
    assertThat(Redirects.sameOrigin(hub, URI.create("https://hub.invalid:444/y"))).isFalse();
    assertThat(Redirects.sameOrigin(hub, URI.create("https://cdn.hub.invalid/y"))).isFalse();
    assertThat(Redirects.sameOrigin(hub, URI.create("https://hub.invalid.example/y"))).isFalse();
  }

  private static void assertRefused(URI from, String location, String reason) {
    assertThatThrownBy(() -> Redirects.target(from, location))
        .isInstanceOf(HubFailure.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("key=1");
  }
}
