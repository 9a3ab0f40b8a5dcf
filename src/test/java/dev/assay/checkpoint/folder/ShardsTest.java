package dev.assay.checkpoint.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @TempDir Path folder;

  @BeforeEach
  void two_shards() throws IOException {
    Files.copy(REFERENCE.resolve("random-bert/model.safetensors"), folder.resolve("one"));
    Files.copy(REFERENCE.resolve("random-distilbert/model.safetensors"), folder.resolve("two"));
  }

  @Test
  void finds_each_tensor_in_its_shard() throws IOException {
    Shards shards =
        Shards.open(
            index("\"cls.predictions.bias\":\"one\",\"vocab_projector.bias\":\"two\""),
            SafetensorsFile::open);

    assertThat(shards.tensors().keySet())
        .containsExactly("cls.predictions.bias", "vocab_projector.bias");
    assertThat(shards.float32("vocab_projector.bias"))
        .isEqualTo(SafetensorsFile.open(folder.resolve("two")).float32("vocab_projector.bias"));
    assertThatThrownBy(() -> shards.float32("vocab_transform.bias"))
        .as("a tensor that the index does not list")
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("holds no tensor named vocab_transform.bias");
  }

  @Test
  void names_the_shard_that_is_missing() throws IOException {
    Path index = index("\"cls.predictions.bias\":\"three\"");
    assertThatThrownBy(() -> Shards.open(index, SafetensorsFile::open))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("names the shard three, which is missing");
  }

  @Test
  void names_the_tensor_that_its_shard_lacks() throws IOException {
    Path index = index("\"cls.predictions.bias\":\"two\"");
    assertThatThrownBy(() -> Shards.open(index, SafetensorsFile::open))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("says that two holds the tensor cls.predictions.bias");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../one",
        "/etc/passwd",
        "..\\\\one",
        "sub/one",
        "..",
        "",
        "one\\u0000x",
        "one\\u001b[2J"
      })
  void refuses_a_shard_outside_the_folder(String name) throws IOException {
    Path index = index("\"cls.predictions.bias\":\"%s\"".formatted(name));
    assertThatThrownBy(() -> Shards.open(index, SafetensorsFile::open))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("is not a plain file name");
  }

  @Test
  void refuses_a_shard_whose_name_no_file_system_has() throws IOException {
    Path index = index("\"cls.predictions.bias\":\"one\\ud800\"");
    assertThatThrownBy(() -> Shards.open(index, SafetensorsFile::open))
        .isInstanceOf(AssayException.class)
        .hasMessageMatching("[^\\n]+\\.");
  }

  @Test
  void refuses_an_index_without_a_weight_map() throws IOException {
    Path index = Files.writeString(folder.resolve("model.safetensors.index.json"), "{}");
    assertThatThrownBy(() -> Shards.open(index, SafetensorsFile::open))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("has no weight_map");
  }

  private Path index(String weightMap) throws IOException {
    return Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":0},\"weight_map\":{%s}}".formatted(weightMap));
  }
}
