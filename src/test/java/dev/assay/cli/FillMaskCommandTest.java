package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillMaskCommandTest {
  private static final Path REFERENCE = Path.of("src/test/resources/reference/random-bert");
  private static final int VOCABULARY = 97;

  @TempDir Path folder;

  /** The token ids of the reference's short text, spelled so that a text can ask for them. */
  private Path checkpoint() throws IOException {
    for (String file : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(REFERENCE.resolve(file), folder.resolve(file));
    }
    String vocabulary =
        IntStream.range(0, VOCABULARY)
            .mapToObj(FillMaskCommandTest::piece)
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve("vocab.txt"), vocabulary);
    return folder;
  }

  private static String piece(int id) {
    return switch (id) {
      case 2 -> "[CLS]";
      case 5 -> "alpha";
      case 96 -> "[MASK]";
      case 7 -> "omega";
      case 3 -> "[SEP]";
      case 0 -> "[PAD]";
      case 1 -> "[UNK]";
      default -> "word" + id;
    };
  }

  @Test
  void agrees_with_the_reference_implementations_logits() throws IOException {
    JsonNode json =
        Cli.run(
                "fill-mask",
                "--model",
                checkpoint().toString(),
                "--text",
                "alpha [MASK] omega",
                "--top",
                "97",
                "--json")
            .json();
    assertThat(json.path("mask_position").asInt()).isEqualTo(2);
    JsonNode predictions = json.path("predictions");
    assertThat(predictions).hasSize(VOCABULARY);
    FloatBuffer logits =
        SafetensorsFile.open(REFERENCE.resolve("short.safetensors"))
            .float32("mlm_logits")
            .asFloatBuffer();
    double[] scores =
        IntStream.range(0, VOCABULARY).mapToDouble(id -> logits.get(2 * VOCABULARY + id)).toArray();
    double sum = IntStream.range(0, VOCABULARY).mapToDouble(id -> Math.exp(scores[id])).sum();
    double previous = 1;
    for (JsonNode prediction : predictions) {
      int id = prediction.path("id").asInt();
      double probability = prediction.path("probability").asDouble();
      assertThat(prediction.path("token").asText()).isEqualTo(piece(id));
      assertThat(prediction.path("logit").asDouble()).isCloseTo(scores[id], within(1e-5));
      assertThat(probability)
          .isCloseTo(Math.exp(scores[id]) / sum, within(1e-6))
          .isLessThanOrEqualTo(previous);
      previous = probability;
    }
  }

  @Test
  void shows_five_unless_told_otherwise() throws IOException {
    assertThat(
            Cli.run("fill-mask", "--model", checkpoint().toString(), "--text", "alpha [MASK] omega")
                .succeeds()
                .out())
        .hasLineCount(6);
  }

  @Test
  void refuses_a_text_without_exactly_one_mask() throws IOException {
    String model = checkpoint().toString();
    assertThat(Cli.run("fill-mask", "--model", model, "--text", "alpha omega").failsWith(1))
        .contains("[MASK] 0 times");
    assertThat(Cli.run("fill-mask", "--model", model, "--text", "[MASK] [MASK]").failsWith(1))
        .contains("[MASK] 2 times");
  }

  @Test
  void refuses_a_checkpoint_without_a_head() {
    assertThat(Cli.run("fill-mask", "--text", "A robin is a [MASK].").failsWith(1))
        .contains("all-MiniLM-L6-v2 has no masked-language-model head");
  }

  @Test
  void refuses_a_count_that_is_none() {
    assertThat(Cli.run("fill-mask", "--text", "[MASK]", "--top", "0").failsEarlyWith(2))
        .contains("--top", "'0' is not a whole number from 1 up");
  }
}
