package dev.assay.checkpoint.hub;

import static dev.assay.checkpoint.hub.Models.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  @TempDir Path cache;
  private FakeHub server;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    server = new FakeHub();
    client = new Client(server, cache);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void downloads_what_the_repository_has_of_what_is_needed() throws IOException {
    server.publish("org/name", "main", Models.modern());
    Path folder = client.snapshot("hf:org/name");
    assertThat(names(folder))
        .containsExactlyInAnyOrder(
            "config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.txt",
            "model.safetensors");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(folder.resolve("config.json")).hasBinaryContent(Models.modern().get("config.json"));
    assertThat(client.notes).isEmpty();
  }

  @Test
  void downloads_what_says_how_embeddings_are_pooled() throws IOException {
    byte[] pooling = text("{\"pooling_mode_cls_token\":true}");
    Map<String, byte[]> files =
        Models.with(
            Models.with(Models.modern(), "modules.json", text("[]")),
            "1_Pooling/config.json",
            pooling);
    String commit = server.publish("org/name", "main", files);
    Path folder = client.snapshot("hf:org/name");
    assertThat(folder.resolve("1_Pooling/config.json")).hasBinaryContent(pooling);
    assertThat(folder.resolve("modules.json")).isRegularFile();

    server.requests.clear();
    new Client(server, cache).snapshot("hf:org/name@" + commit);
    assertThat(server.asked()).as("all is there").isEmpty();
    Files.writeString(folder.resolve("1_Pooling/config.json").toRealPath(), "{}");
    assertThatThrownBy(
            () ->
                client
                    .hub()
                    .verifiedSnapshot(
                        HubReference.parse("hf:org/name"), EnumSet.allOf(Need.class), it -> {}))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void takes_one_format_of_weights_and_the_best() throws IOException {
    server.publish(
        "org/name", "main", Models.with(Models.modern(), "pytorch_model.bin", text("pickle")));
    Path folder = client.snapshot("hf:org/name");
    assertThat(names(folder)).contains("model.safetensors").doesNotContain("pytorch_model.bin");
    assertThat(server.count("HEAD", "pytorch_model.bin")).isZero();
  }

  @Test
  void takes_the_shards_that_the_index_names() throws IOException {
    String index =
        "{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\",\"c\":\"model-00001-of-00002.safetensors\"}}";
    Map<String, byte[]> files = Models.without(Models.modern(), "model.safetensors");
    files.put("model.safetensors.index.json", text(index));
    files.put("model-00001-of-00002.safetensors", Models.random(1000, 2));
    files.put("model-00002-of-00002.safetensors", Models.random(1000, 3));
    files.put("other.safetensors", Models.random(1000, 4));
    String commit = server.publish("org/name", "main", files);
    Path folder = client.snapshot("hf:org/name");
    assertThat(names(folder))
        .contains("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors")
        .doesNotContain("other.safetensors");

    // Without one of the shards the weights are not complete, whatever lies beside their index.
    Files.delete(folder.resolve("model-00002-of-00002.safetensors"));
    Files.write(folder.resolve("pytorch_model.bin"), Models.WEIGHTS);
    assertThatThrownBy(() -> new Client(server, cache).offline().snapshot("hf:org/name@" + commit))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("without its weights");
  }

  @Test
  void takes_the_shards_of_a_pytorch_index() throws IOException {
    Map<String, byte[]> files = Models.without(Models.modern(), "model.safetensors");
    files.put(
        "pytorch_model.bin.index.json",
        text("{\"weight_map\":{\"a\":\"pytorch_model-00001-of-00001.bin\"}}"));
    files.put("pytorch_model-00001-of-00001.bin", Models.random(1000, 2));
    server.publish("org/name", "main", files);

    Path folder = client.snapshot("hf:org/name");

    assertThat(names(folder)).contains("pytorch_model-00001-of-00001.bin");
    Files.delete(folder.resolve("pytorch_model-00001-of-00001.bin"));
    assertThatThrownBy(() -> new Client(server, cache).offline().snapshot("hf:org/name"))
        .hasMessageContaining("without its weights");
  }

  @Test
  void does_not_follow_an_index_out_of_its_folder() {
    Map<String, byte[]> files = Models.without(Models.modern(), "model.safetensors");
    files.put(
        "model.safetensors.index.json", text("{\"weight_map\":{\"a\":\"../../x.safetensors\"}}"));
    server.publish("org/name", "main", files);
    assertThatThrownBy(() -> client.snapshot("hf:org/name"))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("../../x.safetensors")
        .hasMessageContaining("not a file of weights beside it");
  }

  @Test
  void takes_a_tensorflow_checkpoint_when_there_is_nothing_else() throws IOException {
    server.publish(
        "google/small",
        "main",
        Map.of(
            "bert_config.json", text("{}"),
            "vocab.txt", text("[PAD]\n"),
            "bert_model.ckpt.index", Models.random(100, 5),
            "bert_model.ckpt.meta", Models.random(100, 6),
            "bert_model.ckpt.data-00000-of-00001", Models.random(5000, 7)));
    assertThat(names(client.snapshot("hf:google/small")))
        .containsExactlyInAnyOrder(
            "bert_config.json",
            "vocab.txt",
            "bert_model.ckpt.index",
            "bert_model.ckpt.data-00000-of-00001");
  }

  @Test
  void refuses_a_repository_without_usable_weights_before_downloading_any() {
    Map<String, byte[]> files = Models.without(Models.modern(), "model.safetensors");
    files.put("tf_model.h5", Models.WEIGHTS);
    files.put("flax_model.msgpack", text("{}"));
    server.publish("org/keras", "main", files);
    assertThatThrownBy(() -> client.snapshot("hf:org/keras"))
        .isInstanceOf(AssayException.class)
        .hasMessageStartingWith(
            "hf:org/keras has no weights (model.safetensors or model.safetensors.index.json or")
        .hasMessageContaining("flax_model.msgpack")
        .hasMessageContaining("tf_model.h5");
    assertThat(server.asked()).containsExactly("GET /api/models/org/keras/revision/main");
  }

  @Test
  void downloads_no_weights_of_a_model_that_cannot_be_used() {
    server.publish("org/name", "main", Models.modern());
    Consumer<Path> refusal =
        folder -> {
          assertThat(folder.resolve("config.json")).exists();
          assertThat(folder.resolve("tokenizer.json")).exists();
          throw new AssayException("another architecture");
        };
    assertThatThrownBy(
            () ->
                client
                    .hub()
                    .snapshot(
                        HubReference.parse("hf:org/name"), EnumSet.allOf(Need.class), refusal))
        .isInstanceOf(AssayException.class)
        .hasMessage("another architecture");
    assertThat(server.count("HEAD", "model.safetensors")).isZero();
    assertThat(server.count("GET", Hashes.sha256(Models.WEIGHTS))).isZero();
    // The branch is not said to be there as long as it is not whole.
    assertThat(cache.resolve("models--org--name/refs/main")).doesNotExist();
  }

  @Test
  void takes_the_tokens_that_were_added_to_a_vocabulary() {
    server.publish(
        "org/name", "main", Models.with(Models.old(), "added_tokens.json", text("{\"<e1>\": 3}")));
    assertThat(client.snapshot("hf:org/name").resolve("added_tokens.json"))
        .hasContent("{\"<e1>\": 3}");
  }

  @Test
  void takes_only_what_a_caller_needs() throws IOException {
    server.publish("org/name", "main", Models.modern());
    Path folder = client.snapshot("hf:org/name", Need.TOKENIZER);
    assertThat(names(folder))
        .containsExactlyInAnyOrder("tokenizer.json", "tokenizer_config.json", "vocab.txt");
  }

  @Test
  void knows_models_without_an_organisation_and_branches_with_slashes() throws IOException {
    String commit = server.publish("distilbert-base-uncased", "refs/pr/7", Models.modern());
    Path folder = client.snapshot("hf:distilbert-base-uncased@refs/pr/7");
    assertThat(folder.getFileName()).hasToString(commit);
    assertThat(server.asked().get(0))
        .isEqualTo("GET /api/models/distilbert-base-uncased/revision/refs%2Fpr%2F7");
    assertThat(cache.resolve("models--distilbert-base-uncased/refs/refs/pr/7")).hasContent(commit);
  }

  @Test
  void asks_the_hub_once_when_everything_is_cached() {
    server.publish("org/name", "main", Models.modern());
    Path first = client.snapshot("hf:org/name");
    server.requests.clear();
    assertThat(client.snapshot("hf:org/name")).isEqualTo(first);
    assertThat(server.asked()).containsExactly("GET /api/models/org/name/revision/main");
  }

  @Test
  void follows_a_branch_and_downloads_only_what_changed() {
    String before = server.publish("org/name", "main", Models.modern());
    client.snapshot("hf:org/name");
    String after =
        server.publish("org/name", "main", Models.with(Models.modern(), "vocab.txt", text("new")));
    server.requests.clear();
    Path folder = client.snapshot("hf:org/name");
    assertThat(folder.getFileName()).hasToString(after);
    assertThat(folder.resolve("vocab.txt")).hasContent("new");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(server.asked().stream().filter(it -> it.startsWith("GET")))
        .containsExactly(
            "GET /api/models/org/name/revision/main",
            "GET /org/name/resolve/" + after + "/vocab.txt");

    // The older commit is still there under its own name.
    server.requests.clear();
    assertThat(client.snapshot("hf:org/name@" + before).resolve("vocab.txt"))
        .hasBinaryContent(Models.modern().get("vocab.txt"));
    assertThat(server.asked()).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
