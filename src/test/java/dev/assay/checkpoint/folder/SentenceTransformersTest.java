package dev.assay.checkpoint.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.checkpoint.Embedding;
import dev.assay.checkpoint.Embedding.Pooling;
import dev.assay.checkpoint.TinyCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTransformersTest {
  @TempDir Path folder;

  /** Modules by the ends of their types, each in a folder of that name; the first is here. */
  private void modules(String... types) throws IOException {
    String list =
        Stream.of(types)
            .map(
                type ->
                    "{\"path\": \"%s\", \"type\": \"sentence_transformers.models.%s\"}"
                        .formatted(type.equals("Transformer") ? "" : type, type))
            .collect(Collectors.joining(", ", "[", "]"));
    Files.writeString(folder.resolve("modules.json"), list);
  }

  private void pooling(String json) throws IOException {
    Files.createDirectories(folder.resolve("Pooling"));
    Files.writeString(folder.resolve("Pooling").resolve("config.json"), json);
  }

  private Embedding embedding() {
    return SentenceTransformers.embedding(folder);
  }

  private String refused() {
    String why = embedding().refused().orElseThrow();
    assertThat(why).contains(folder.toString()).doesNotContain("\n").endsWith(".");
    return why;
  }

  @Test
  void a_folder_without_modules_has_the_mean() {
    assertThat(embedding()).isEqualTo(Embedding.MEAN);
  }

  @ParameterizedTest
  @CsvSource({
    "pooling_mode_cls_token, FIRST_TOKEN",
    "pooling_mode_max_tokens, MAX",
    "pooling_mode_mean_tokens, MEAN",
    "pooling_mode_mean_sqrt_len_tokens, MEAN_SQRT_LEN",
    "pooling_mode_weightedmean_tokens, WEIGHTED_MEAN",
    "pooling_mode_lasttoken, LAST_TOKEN",
  })
  void a_flag_is_a_pooling(String flag, Pooling pooling) throws IOException {
    modules("Transformer", "Pooling", "Normalize");
    pooling(
        flag.equals("pooling_mode_mean_tokens")
            ? "{\"pooling_mode_mean_tokens\": true}"
            : "{\"pooling_mode_mean_tokens\": false, \"%s\": true}".formatted(flag));

    assertThat(embedding().refused()).isEmpty();
    assertThat(embedding().poolings()).containsExactly(pooling);
    assertThat(embedding().normalised()).isTrue();
  }

  @Test
  void several_flags_are_in_the_librarys_order() throws IOException {
    modules("Transformer", "Pooling", "Dropout");
    pooling("{\"pooling_mode_max_tokens\": true, \"pooling_mode_cls_token\": true}");

    assertThat(embedding().poolings())
        .as("the mean too, which is on where nothing is said of it")
        .containsExactly(Pooling.FIRST_TOKEN, Pooling.MAX, Pooling.MEAN);
    assertThat(embedding().normalised()).isFalse();
  }

  @Test
  void a_mode_by_name_is_a_pooling() throws IOException {
    modules("Transformer", "Pooling");
    pooling("{\"pooling_mode\": \"cls\"}");
    assertThat(embedding().poolings()).containsExactly(Pooling.FIRST_TOKEN);

    pooling("{\"pooling_mode\": \"median\"}");
    assertThat(refused()).contains("asks for the pooling_mode 'median'; supported are cls, max");
  }

  @Test
  void what_is_not_supported_or_damaged_is_said_to_who_asks_for_an_embedding() throws IOException {
    TinyCheckpoint.write(folder);
    modules("Transformer", "Pooling", "Dense");
    pooling("{\"pooling_mode_cls_token\": true}");
    assertThat(refused())
        .contains("has a module of the type 'sentence_transformers.models.Dense', with which");

    pooling("{\"pooling_mode_mean_tokens\": false}");
    assertThat(refused()).contains("sets no pooling_mode");
    pooling("{");
    assertThat(refused()).contains("config.json");
    Files.delete(folder.resolve("Pooling").resolve("config.json"));
    assertThat(refused()).contains("is missing, which says how hidden states are pooled");

    try (Checkpoint checkpoint = CheckpointFolder.open("tiny", "here", folder)) {
      assertThat(checkpoint.config().head().embedding().refused()).isPresent();
    }
  }

  @Test
  void pooling_is_part_of_what_identifies_a_configuration() throws IOException {
    TinyCheckpoint.write(folder);
    String mean = identity();
    modules("Transformer", "Pooling");
    pooling("{\"pooling_mode_mean_tokens\": true}");
    assertThat(identity()).as("the same, written down").isEqualTo(mean);
    pooling("{\"pooling_mode_mean_tokens\": false, \"pooling_mode_cls_token\": true}");
    String first = identity();
    modules("Transformer", "Pooling", "Normalize");
    assertThat(List.of(mean, first, identity())).doesNotHaveDuplicates();
  }

  private String identity() {
    try (Checkpoint checkpoint = CheckpointFolder.open("tiny", "here", folder)) {
      return checkpoint.config().sha256();
    }
  }
}
