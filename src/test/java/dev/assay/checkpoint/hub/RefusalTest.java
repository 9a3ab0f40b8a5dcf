package dev.assay.checkpoint.hub;

import static dev.assay.checkpoint.hub.Models.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
  private static final String TOKEN = "hf_right";
  private static final String WRONG = "hf_wrong_and_secret";

  @TempDir Path cache;
  private FakeHub server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    server.publish("org/name", "main", Models.modern());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void says_that_a_model_does_not_exist_or_is_hidden() {
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/nmae"),
        server.endpoint()
            + " does not give out hf:org/nmae (HTTP 401): it does not exist, or it is private or gated; check the name, and if it is right set HF_TOKEN to a token that may read it, from "
            + server.endpoint()
            + "/settings/tokens.");
    assertRefused(
        () -> new Client(server, cache).with("HF_TOKEN", WRONG).snapshot("hf:org/nmae"),
        "has no hf:org/nmae (HTTP 404 from "
            + server.endpoint()
            + "/api/models/org/nmae/revision/main): check the name and the revision, and if it is private or gated use a token that may read it, as the one given (HF_TOKEN or the token file) may not.");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void says_that_a_revision_does_not_exist() {
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name@v9"),
        "The repository org/name on "
            + server.endpoint()
            + " has no revision \"v9\": write a branch, a tag or a commit hash that its page lists, or leave out the '@'.");
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void says_that_a_file_does_not_exist() {
    server.once("HEAD", "vocab.txt", Faults.status(404, Map.of("X-Error-Code", "EntryNotFound")));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"),
        "hf:org/name has no file vocab.txt (HTTP 404 from "
            + server.endpoint()
            + "/org/name/resolve/");
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void asks_for_a_token_for_a_private_model_and_succeeds_with_it() {
    server.makePrivate("org/name", TOKEN);
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"),
        "(HTTP 401)",
        "set HF_TOKEN to a token that may read it");
    assertRefused(
        () -> new Client(server, cache).with("HF_TOKEN", WRONG).snapshot("hf:org/name"),
        "(HTTP 404",
        "use a token that may read it");
    assertThat(new Client(server, cache).with("HF_TOKEN", TOKEN).snapshot("hf:org/name"))
        .isDirectoryContaining("glob:**model.safetensors");
  }

  @Test
  void sends_to_the_page_where_a_gated_models_terms_are_accepted() {
    server.makeGated("org/name", TOKEN);
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"),
        "hf:org/name is gated (HTTP 401): accept its terms at "
            + server.endpoint()
            + "/org/name and set HF_TOKEN to a token");
    assertRefused(
        () -> new Client(server, cache).with("HF_TOKEN", WRONG).snapshot("hf:org/name"),
        "hf:org/name is gated (HTTP 403): accept its terms at",
        "as the one given (HF_TOKEN or the token file) may not");
  }

  @Test
  void says_when_the_token_is_refused_with_403() {
    server.once("GET", "revision/main", Faults.status(403, Map.of()));
    assertRefused(
        () -> new Client(server, cache).with("HF_TOKEN", WRONG).snapshot("hf:org/name"),
        "does not give out hf:org/name (HTTP 403)",
        "use a token that may read it");
  }

  @Test
  void blames_the_storage_host_for_what_it_refuses() {
    String hash = Hashes.sha256(Models.WEIGHTS);
    server.once("GET", hash, Faults.status(403, Map.of()));
    assertThatThrownBy(() -> new Client(server, cache).snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(
            "model.safetensors of hf:org/name cannot be fetched (HTTP 403 from "
                + server.storageHost()
                + "/repos/"
                + hash
                + ")")
        // The signature in the address opens the file to anybody who reads the log.
        .hasMessageNotContaining("secret");
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  @Test
  void recognises_what_is_not_a_hub() {
    String login = "<html>Please log in to the guest network</html>";
    server.once("GET", "revision/main", Faults.body(200, Map.of(), text(login)));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"),
        "is not a hub's (not JSON): check HF_ENDPOINT, and whether a proxy wants a login");
    server.once("GET", "revision/main", Faults.body(200, Map.of(), text("{\"sha\":\"../..\"}")));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"),
        "is not a hub's (no commit hash in \"sha\")");
    server.once("HEAD", "config.json", Faults.status(200, Map.of()));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"), "is not a hub's (no usable ETag)");
    server.once("HEAD", "config.json", Faults.status(200, Map.of("ETag", "\"../../../../etc/x\"")));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"), "is not a hub's (no usable ETag)");
    server.once(
        "HEAD", "config.json", Faults.status(200, Map.of("ETag", "a", "X-Repo-Commit", "other")));
    assertRefused(
        () -> new Client(server, cache).snapshot("hf:org/name"), "it serves commit other");
    assertThat(new Client(server, cache).snapshot("hf:org/name")).exists();
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll(parts)
        .satisfies(e -> assertThat(trace(e)).doesNotContain(TOKEN).doesNotContain(WRONG));
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
