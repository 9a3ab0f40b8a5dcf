package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.encoder.WordedBert;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillMaskCommandTest {
  private static final int VOCABULARY = WordedBert.VOCABULARY;

  @TempDir Path folder;

  /** The token ids of the reference's short text, spelled so that a text can ask for them. */
  private Path checkpoint() throws IOException {
    return WordedBert.write(folder);
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
        SafetensorsFile.open(WordedBert.REFERENCE.resolve("short.safetensors"))
            .float32("mlm_logits")
            .asFloatBuffer();
    double[] scores =
        IntStream.range(0, VOCABULARY).mapToDouble(id -> logits.get(2 * VOCABULARY + id)).toArray();
    double sum = IntStream.range(0, VOCABULARY).mapToDouble(id -> Math.exp(scores[id])).sum();
    double previous = 1;
    for (JsonNode prediction : predictions) {
      int id = prediction.path("id").asInt();
      double probability = prediction.path("probability").asDouble();
      assertThat(prediction.path("token").asText()).isEqualTo(WordedBert.piece(id));
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
  void shows_every_mask() throws IOException {
    String model = checkpoint().toString();
    JsonNode json =
        Cli.run("fill-mask", "--model", model, "--text", "[MASK] omega [MASK]", "--json").json();

    assertThat(json.path("masks")).hasSize(2);
    assertThat(json.path("masks").get(1).path("mask_position").asInt()).isEqualTo(3);
    assertThat(json.path("masks").get(1).path("predictions")).hasSize(5);
    assertThat(json.has("predictions")).as("of which of them?").isFalse();
    assertThat(
            Cli.run("fill-mask", "--model", model, "--text", "[MASK] omega [MASK]")
                .succeeds()
                .out())
        .hasLineCount(11)
        .startsWith("token");
  }

  @Test
  void shows_given_candidates_in_every_layer() throws IOException {
    String model = checkpoint().toString();
    JsonNode json =
        Cli.run(
                "fill-mask",
                "--model",
                model,
                "--text",
                "alpha [MASK] omega",
                "--candidates",
                "word8,alpha",
                "--layers",
                "--json")
            .json();

    assertThat(json.path("layers")).hasSize(3);
    for (int layer = 0; layer < 3; layer++) {
      JsonNode one = json.path("layers").get(layer);
      assertThat(one.path("layer").asInt()).isEqualTo(layer);
      JsonNode predictions = one.path("masks").get(0).path("predictions");
      assertThat(predictions.findValuesAsText("token")).containsExactlyInAnyOrder("word8", "alpha");
      assertThat(predictions.get(0).path("rank").asInt())
          .isLessThanOrEqualTo(predictions.get(1).path("rank").asInt());
    }
    assertThat(
            Cli.run(
                    "fill-mask",
                    "--model",
                    model,
                    "--text",
                    "alpha [MASK] omega",
                    "--candidates",
                    "zebra")
                .failsWith(1))
        .contains("'zebra' is not one token in its place");
  }

  @Test
  void a_mask_may_be_in_the_second_text_of_a_pair() throws IOException {
    JsonNode json =
        Cli.run(
                "fill-mask",
                "--model",
                checkpoint().toString(),
                "--text",
                "alpha",
                "--text-pair",
                "[MASK] omega",
                "--json")
            .json();
    assertThat(json.path("text").asText()).isEqualTo("alpha");
    assertThat(json.path("text_pair").asText()).isEqualTo("[MASK] omega");
    assertThat(json.path("mask_position").asInt()).isEqualTo(3);
  }

  @Test
  void refuses_a_text_without_a_mask() throws IOException {
    String model = checkpoint().toString();
    assertThat(Cli.run("fill-mask", "--model", model, "--text", "alpha omega").failsWith(1))
        .contains("\"alpha omega\" holds no [MASK]");
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
