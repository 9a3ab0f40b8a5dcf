package dev.assay.checkpoint.hub;

import static dev.assay.checkpoint.hub.Models.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right that not everybody has")
class CacheLayoutTest {
  @TempDir Path cache;
  @TempDir Path python;
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
  void leaves_the_same_tree_as_python() throws IOException {
    String commit = server.publish("org/name", "main", Models.modern());
    new Client(server, cache).snapshot("hf:org/name");
    CacheTree.asPythonWouldWrite(
        python, "models--org--name", "main", commit, Models.without(Models.modern(), "README.md"));
    CacheTree.markAbsent(
        python,
        "models--org--name",
        commit,
        "bert_config.json",
        "vocab.json",
        "merges.txt",
        "special_tokens_map.json",
        "added_tokens.json",
        "modules.json",
        "1_Pooling/config.json");
    SortedMap<String, String> ours = CacheTree.described(cache);
    assertThat(ours).isEqualTo(CacheTree.described(python));
    String weights = Hashes.sha256(Models.WEIGHTS);
    assertThat(ours)
        .containsEntry(
            "models--org--name/snapshots/" + commit + "/model.safetensors",
            "link to ../../blobs/" + weights)
        .containsKey(".locks/models--org--name/" + weights + ".lock");
  }

  @Test
  void marks_what_a_commit_does_not_have_as_python_does() throws IOException {
    String commit = server.publish("prajjwal1/bert-tiny", "main", Models.old());
    new Client(server, cache).snapshot("hf:prajjwal1/bert-tiny");
    Path marks = cache.resolve("models--prajjwal1--bert-tiny/.no_exist").resolve(commit);
    assertThat(marks.resolve("tokenizer.json")).isEmptyFile();
    assertThat(marks.resolve("tokenizer_config.json")).isEmptyFile();
    assertThat(marks.resolve("vocab.txt")).doesNotExist();

    // So that a commit whose files are all there needs no network.
    server.requests.clear();
    new Client(server, cache).snapshot("hf:prajjwal1/bert-tiny@" + commit);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void finds_what_python_downloaded_and_downloads_nothing() throws IOException {
    String commit = server.publish("org/name", "main", Models.modern());
    CacheTree.asPythonWouldWrite(cache, "models--org--name", "main", commit, Models.modern());
    Path folder = new Client(server, cache).snapshot("hf:org/name");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(server.asked()).containsExactly("GET /api/models/org/name/revision/main");
  }

  @Test
  void uses_the_weights_python_chose_rather_than_download_them_again() throws IOException {
    String commit =
        server.publish(
            "org/name", "main", Models.with(Models.modern(), "pytorch_model.bin", text("p")));
    CacheTree.asPythonWouldWrite(
        cache,
        "models--org--name",
        "main",
        commit,
        Models.with(Models.old(), "pytorch_model.bin", text("p")));
    new Client(server, cache).snapshot("hf:org/name");
    assertThat(server.count("GET", "tokenizer.json")).isEqualTo(1);
    assertThat(server.count("HEAD", "model.safetensors")).isZero();
  }

  @Test
  void asks_once_whether_a_pinned_commit_has_more_tokenizer_files() throws IOException {
    // Here python's user fetched files one by one and skipped the one that turns lower-casing off.
    Map<String, byte[]> files =
        Models.with(Models.old(), "tokenizer_config.json", text("{\"do_lower_case\":false}"));
    String commit = server.publish("org/cased", "main", files);
    CacheTree.asPythonWouldWrite(cache, "models--org--cased", "main", commit, Models.old());
    Path folder = new Client(server, cache).snapshot("hf:org/cased@" + commit);
    assertThat(folder.resolve("tokenizer_config.json")).hasContent("{\"do_lower_case\":false}");
    server.requests.clear();
    new Client(server, cache).snapshot("hf:org/cased@" + commit);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void a_tokenizer_json_does_not_settle_what_the_files_beside_it_change() throws IOException {
    Map<String, byte[]> files =
        Models.with(Models.modern(), "special_tokens_map.json", text("{\"cls_token\":\"<s>\"}"));
    String commit = server.publish("org/other", "main", files);
    CacheTree.asPythonWouldWrite(cache, "models--org--other", "main", commit, Models.modern());
    Path folder = new Client(server, cache).snapshot("hf:org/other@" + commit);
    assertThat(folder.resolve("special_tokens_map.json")).hasContent("{\"cls_token\":\"<s>\"}");
    server.requests.clear();
    new Client(server, cache).snapshot("hf:org/other@" + commit);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void replaces_a_link_whose_blob_was_deleted() throws IOException {
    server.publish("org/name", "main", Models.modern());
    Path folder = new Client(server, cache).snapshot("hf:org/name");
    Files.delete(folder.resolve("config.json").toRealPath());
    assertThat(new Client(server, cache).snapshot("hf:org/name").resolve("config.json"))
        .hasBinaryContent(Models.modern().get("config.json"));
  }

  @Test
  void puts_the_files_themselves_in_the_snapshot_where_links_cannot_be_made() throws IOException {
    RepositoryCache.Linker none =
        (link, target) -> {
          throw new FileSystemException(link.toString(), null, "A required privilege is not held");
        };
    server.publish("org/name", "main", Models.modern());
    Path folder = new Client(server, cache).linker(none).snapshot("hf:org/name");
    assertThat(folder.resolve("model.safetensors"))
        .hasBinaryContent(Models.WEIGHTS)
        .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
    // Moved, not copied: weights are large.
    Path blob = cache.resolve("models--org--name/blobs").resolve(Hashes.sha256(Models.WEIGHTS));
    assertThat(blob).doesNotExist();

    server.requests.clear();
    new Client(server, cache).linker(none).snapshot("hf:org/name");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void copies_a_blob_that_something_else_may_need() throws IOException {
    String commit = server.publish("org/name", "main", Models.modern());
    CacheTree.asPythonWouldWrite(cache, "models--org--name", "main", commit, Models.modern());
    Path folder = cache.resolve("models--org--name/snapshots").resolve(commit);
    Path blob = folder.resolve("model.safetensors").toRealPath();
    Files.delete(folder.resolve("model.safetensors"));
    RepositoryCache.Linker none =
        (link, target) -> {
          throw new UnsupportedOperationException("no links here");
        };
    new Client(server, cache).linker(none).snapshot("hf:org/name");
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(Models.WEIGHTS);
    assertThat(blob).hasBinaryContent(Models.WEIGHTS);
    assertThat(server.count("GET", Hashes.sha256(Models.WEIGHTS))).isZero();
  }
}
