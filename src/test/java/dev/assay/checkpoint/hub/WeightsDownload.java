package dev.assay.checkpoint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model with weights of {@link Models#WEIGHTS}, on its way from a server into an empty cache. */
final class WeightsDownload implements AutoCloseable {
  private static final String ETAG = Hashes.sha256(Models.WEIGHTS);

  final FakeHub server = new FakeHub();
  final Client client;
  final Path partial;
  private final Path folder;

  WeightsDownload(Path cache) throws IOException {
    server.publish("org/name", "main", Models.modern());
    client = new Client(server, cache);
    folder = cache.resolve("models--org--name");
    partial = folder.resolve("blobs").resolve(ETAG + ".incomplete");
  }

  /** Leaves a partial file, as an earlier run might. */
  void leave(byte[] content) throws IOException {
    Files.createDirectories(folder.resolve("blobs"));
    Files.write(partial, content);
  }

  /** The Range headers of the requests for the weights, "null" for none. */
  List<String> ranges() {
    return server.requests.stream()
        .filter(it -> it.method().equals("GET") && it.path().endsWith(ETAG))
        .map(FakeHub.Request::range)
        .toList();
  }

  void assertComplete() {
    Path snapshot = client.snapshot("hf:org/name");
    assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(snapshot.resolve("vocab.txt")).hasBinaryContent(Models.VOCABULARY);
    assertThat(partial).doesNotExist();
    assertThat(client.finished).contains("model.safetensors");
  }

  /**
   * The download fails with a sentence of these parts, and nothing that is not whole got a name.
   */
  void assertFails(String... parts) {
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContainingAll(parts);
    assertThat(folder.resolve("blobs").resolve(ETAG)).doesNotExist();
    assertThat(folder.resolve("refs/main")).doesNotExist();
  }

  @Override
  public void close() {
    server.close();
  }
}
