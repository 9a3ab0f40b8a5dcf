package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbedCommandTest {
  private static final Path REFERENCE =
      Path.of("src/test/resources/reference/interventions/minilm-embedding-negated.safetensors");

  private static void requireParity(List<Double> embedding) {
    FloatBuffer expected = SafetensorsFile.open(REFERENCE).float32("embedding").asFloatBuffer();
    assertThat(embedding).hasSize(384);
    for (int i = 0; i < 384; i++) {
      assertThat(embedding.get(i)).isCloseTo(expected.get(i), within(1e-5));
    }
  }

  @Test
  void agrees_with_the_reference_implementation() throws IOException {
    JsonNode json = Cli.run("embed", "--text", "The movie was not good.", "--json").json();
    assertThat(json.path("tokens")).hasSize(8);
    requireParity(json.path("embedding").valueStream().map(JsonNode::doubleValue).toList());
    requireParity(
        Cli.run("embed", "--text", "The movie was not good.")
            .succeeds()
            .out()
            .lines()
            .map(Double::valueOf)
            .toList());
  }

  @Test
  void refuses_two_texts_in_one() {
    assertThat(Cli.run("embed", "--text", "Good. [SEP] Bad.").failsWith(1))
        .contains("spells out [SEP]", "--text-pair")
        .hasLineCount(1);
  }
}
