package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchCommandTest {
  private static final String NEGATED = "The movie was not good.";
  private static final String CONTROL = "The movie was very good.";

  @TempDir Path folder;

  /** Before the first layer the two texts differ at one token; so all comes from there. */
  @Test
  void the_word_that_differs_makes_all_the_difference_where_the_pass_begins() throws IOException {
    JsonNode json = json("resid", CONTROL);
    JsonNode values = json.path("effects").path(0).path("values");

    assertThat(json.path("site").asText()).isEqualTo("resid");
    assertThat(values).hasSize(7).allSatisfy(layer -> assertThat(layer).hasSize(8));
    for (int token = 0; token < 8; token++) {
      assertThat(values.path(0).path(token).asDouble())
          .isCloseTo(token == 4 ? json.path("distance").asDouble() : 0, within(1e-5));
    }
    assertThat(json.path("distance").asDouble()).isGreaterThan(0.01);
    assertThat(values.path(5).path(7).asDouble())
        .as("later it is elsewhere too")
        .isGreaterThan(1e-4);
  }

  @Test
  void a_text_patched_with_itself_is_as_it_was_at_every_site() throws IOException {
    for (String site : new String[] {"q", "k", "v", "attn_scores", "pattern", "z", "mlp_out"}) {
      JsonNode json = json(site, NEGATED);
      assertThat(json.path("distance").asDouble()).isZero();
      json.path("effects")
          .path(0)
          .path("values")
          .forEach(
              layer ->
                  layer.forEach(
                      value -> assertThat(value.asDouble()).as(site).isCloseTo(0, within(1e-6))));
    }
  }

  private static JsonNode json(String site, String counterfactual) throws IOException {
    return Cli.run(
            "patch",
            "--original",
            NEGATED,
            "--counterfactual",
            counterfactual,
            "--site",
            site,
            "--json")
        .json();
  }

  @Test
  void prints_a_table_and_draws_layers_by_tokens() throws IOException {
    Path svg = folder.resolve("patch.svg");
    String out =
        Cli.run(
                "patch",
                "--original",
                NEGATED,
                "--counterfactual",
                CONTROL,
                "--site",
                "v",
                "--plot",
                svg.toString())
            .succeeds()
            .out();

    assertThat(out)
        .contains("distance of their embeddings: 0.", "token  layer 0  layer 1", "\nnot ");
    assertThat(Files.readString(svg)).startsWith("<svg").contains("layer 5", "not");
  }

  @Test
  void what_cannot_be_patched_is_said_in_one_line() {
    assertThat(
            Cli.run("patch", "--original", NEGATED, "--counterfactual", "No.", "--site", "v")
                .failsWith(1))
        .contains("cannot be patched from \"No.\"", "[[CLS], no, ., [SEP]]");
    assertThat(
            Cli.run("patch", "--original", NEGATED, "--counterfactual", CONTROL, "--site", "values")
                .failsEarlyWith(2))
        .contains("'values' is no site; give q, k, v");
  }
}
