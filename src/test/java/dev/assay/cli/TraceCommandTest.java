package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
  private static final Path REFERENCE =
      Path.of("src/test/resources/reference/all-MiniLM-L6-v2/book-not-good.safetensors");

  /** Names in the file and in the reference. */
  private static final Map<String, String> TENSORS =
      Map.of("pattern", "attention", "v", "value", "z", "value_output", "resid", "hidden");

  @TempDir Path folder;

  @Test
  void writes_the_reference_implementations_tensors() {
    Path out = folder.resolve("book.safetensors");
    Cli.run("trace", "--text", "The book was not good", "--out", out.toString()).succeeds();
    SafetensorsFile actual = SafetensorsFile.open(out);
    SafetensorsFile expected = SafetensorsFile.open(REFERENCE);
    assertThat(actual.tensors()).containsOnlyKeys("input_ids", "pattern", "v", "z", "resid");
    TENSORS.forEach(
        (name, referenceName) -> {
          assertThat(actual.tensors().get(name)).isEqualTo(expected.tensors().get(referenceName));
          FloatBuffer a = actual.float32(name).asFloatBuffer();
          FloatBuffer e = expected.float32(referenceName).asFloatBuffer();
          assertThat(a.remaining()).isPositive();
          while (a.hasRemaining()) {
            assertThat(a.get()).as(name).isCloseTo(e.get(), within(1e-5f));
          }
        });
  }

  @Test
  void names_text_tokens_and_weights_in_the_header() throws IOException {
    Path out = folder.resolve("café.safetensors");
    Cli.run("trace", "--text", "@Zoë's \"café\"", "--out", out.toString()).succeeds();
    SafetensorsFile file = SafetensorsFile.open(out);
    Map<String, String> metadata = file.metadata();
    assertThat(metadata).containsOnlyKeys("tokens", "text", "model", "weights_sha256");
    assertThat(metadata)
        .containsEntry("text", "@Zoë's \"café\"")
        .containsEntry("model", "all-MiniLM-L6-v2");
    assertThat(metadata.get("weights_sha256")).matches("[0-9a-f]{64}");
    List<?> tokens = new ObjectMapper().readValue(metadata.get("tokens"), List.class);
    assertThat(tokens).hasToString("[[CLS], @, zoe, ', s, \", cafe, \", [SEP]]");
    assertThat(Objects.requireNonNull(file.tensors().get("input_ids")))
        .hasToString("I64[%d]".formatted(tokens.size()));
  }

  @Test
  void writes_the_token_types_of_a_pair() {
    Path out = folder.resolve("pair.safetensors");
    Cli.run("trace", "--text", "Good.", "--text-pair", "Bad.", "--out", out.toString()).succeeds();
    SafetensorsFile file = SafetensorsFile.open(out);
    assertThat(file.metadata()).containsEntry("text", "Good.").containsEntry("text_pair", "Bad.");
    assertThat(Objects.requireNonNull(file.tensors().get("token_type_ids"))).hasToString("I64[7]");

    assertThat(
            Cli.run("trace", "--texts", "a.csv", "--text-pair", "Bad.", "--out", out.toString())
                .failsEarlyWith(2))
        .contains("--text-pair is the second of a pair; give the first as --text.");
  }

  @Test
  void writes_one_file_per_row_into_a_new_folder() throws IOException {
    Path csv = csv("id,text\na,The cat sat.\nb,\"The book, I think, was not good.\"\n");
    Path out = folder.resolve("traces");
    Cli.run("trace", "--texts", csv.toString(), "--out", out.toString()).succeeds();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.safetensors", "b.safetensors");
    }
    assertThat(SafetensorsFile.open(out.resolve("b.safetensors")).metadata())
        .containsEntry("text", "The book, I think, was not good.");
  }

  @Test
  void replaces_a_file_that_exists_and_leaves_nothing_else() throws IOException {
    Path out = folder.resolve("cat.safetensors");
    Files.writeString(out, "old");
    Cli.run("trace", "--text", "The cat sat.", "--out", out.toString()).succeeds();
    assertThat(SafetensorsFile.open(out).tensors()).isNotEmpty();
    assertThat(folder).isDirectoryContaining(out::equals);
    assertThat(Objects.requireNonNull(folder.toFile().list())).hasSize(1);
  }

  @Test
  void writes_nothing_if_one_row_is_too_long() throws IOException {
    Path csv = csv("id,text\na,The cat sat.\nlong," + "cat ".repeat(600) + "\n");
    Path out = folder.resolve("traces");
    assertThat(Cli.run("trace", "--texts", csv.toString(), "--out", out.toString()).failsWith(1))
        .contains("texts.csv, row long: ", "602 tokens long", "512");
    assertThat(out).doesNotExist();
  }

  @Test
  void refuses_ids_that_share_a_file() throws IOException {
    assertThat(rows("id,text\na,One.\na,Two.\n")).contains("texts.csv, line 3, column id: 'a'");
    assertThat(rows("id,text\na,One.\nA,Two.\n")).contains("'a' and 'A' differ by case only");
  }

  @Test
  void names_file_line_and_column_of_an_unreadable_row() throws IOException {
    assertThat(rows("id,text\na,\n")).contains("texts.csv, line 2, column text: ");
    assertThat(rows("id,words\na,One.\n")).contains("texts.csv", "text");
    assertThat(rows("id,text\n")).contains("texts.csv has no rows");
  }

  private String rows(String csv) throws IOException {
    return Cli.run("trace", "--texts", csv(csv).toString(), "--out", folder.toString())
        .failsEarlyWith(1);
  }

  private Path csv(String content) throws IOException {
    return Files.writeString(folder.resolve("texts.csv"), content);
  }
}
