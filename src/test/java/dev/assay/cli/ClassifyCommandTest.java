package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.format.safetensors.SafetensorsFile;
import dev.assay.encoder.WordedBert;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  private static final Path REFERENCES = Path.of("src/test/resources/reference/architectures");

  /** Whose token ids are those of the references. */
  private static final String TEXT = "word17 alpha word61 word33 word17 word90 word41 word8 word55";

  @TempDir Path folder;

  private static void requireLogits(JsonNode json, Path reference, String... labels) {
    FloatBuffer logits =
        SafetensorsFile.open(reference.resolve("trace.safetensors"))
            .float32("logits")
            .asFloatBuffer();
    double sum = 0;
    double previous = Double.POSITIVE_INFINITY;
    assertThat(json.path("classes")).hasSize(labels.length);
    for (JsonNode one : json.path("classes")) {
      int index = List.of(labels).indexOf(one.path("label").asText());
      assertThat(one.path("logit").asDouble()).isCloseTo(logits.get(index), within(2e-5));
      assertThat(one.path("logit").asDouble()).isLessThanOrEqualTo(previous);
      previous = one.path("logit").asDouble();
      sum += one.path("probability").asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(json.path("label")).isEqualTo(json.path("classes").get(0).path("label"));
  }

  @Test
  void agrees_with_the_reference_implementations_logits() throws IOException {
    Path reference = REFERENCES.resolve("bert-classifier");
    String model = WordedBert.write(reference, folder).toString();

    requireLogits(
        Cli.run("classify", "--model", model, "--text", TEXT, "--json").json(),
        reference,
        "LABEL_0",
        "LABEL_1",
        "LABEL_2");
    assertThat(Cli.run("classify", "--model", model, "--text", TEXT).succeeds().out())
        .hasLineCount(4)
        .startsWith("label")
        .contains("LABEL_2");
  }

  @Test
  void a_pair_of_texts_has_two_segments() throws IOException {
    Path reference = REFERENCES.resolve("bert-classifier");
    String model = WordedBert.write(reference, folder).toString();
    JsonNode pair =
        Cli.run("classify", "--model", model, "--text", "alpha", "--text-pair", "omega", "--json")
            .json();
    assertThat(pair.path("tokens")).hasSize(5);
    assertThat(pair.path("text_pair").asText()).isEqualTo("omega");
  }

  @Test
  void refuses_a_checkpoint_without_a_head() {
    assertThat(Cli.run("classify", "--text", "Good.").failsWith(1))
        .contains("all-MiniLM-L6-v2 has no classification head, so it cannot name a class; use");
  }
}
