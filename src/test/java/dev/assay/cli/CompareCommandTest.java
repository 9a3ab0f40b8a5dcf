package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final String MAT = "The cat sat on the mat";
  private static final String CHAIR = "The old cat sat on the chair";

  @TempDir Path folder;

  @Test
  void finds_no_difference_between_a_text_and_itself() throws IOException {
    JsonNode json = Cli.run("compare", "--original", MAT, "--counterfactual", MAT, "--json").json();
    assertThat(json.path("measures")).hasSize(4);
    for (int layer = 0; layer < 6; layer++) {
      for (int head = 0; head < 12; head++) {
        String at = "/raw/%d/%d".formatted(layer, head);
        assertThat(json.at("/measures/max_attention_diff" + at).asDouble(-9)).isZero();
        assertThat(json.at("/measures/mean_attention_diff" + at).asDouble(-9)).isZero();
        assertThat(json.at("/measures/attention_pattern_correlation" + at).asDouble())
            .isCloseTo(1, within(1e-12));
        assertThat(json.at("/measures/value_output_correlation" + at).asDouble())
            .isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void reports_the_alignment_and_what_it_dropped() throws IOException {
    String[] words = {"compare", "--original", MAT, "--counterfactual", CHAIR, "--json"};
    JsonNode json = Cli.run(words).json();
    assertThat(json.at("/original/text").asText()).isEqualTo(MAT);
    assertThat(json.at("/counterfactual/tokens/2").asText()).isEqualTo("old");
    assertThat(json.at("/alignment/pairs"))
        .hasToString("[[0,0],[1,1],[2,3],[3,4],[4,5],[5,6],[7,8]]");
    assertThat(json.at("/alignment/original_dropped").asInt()).isEqualTo(1);
    assertThat(json.at("/alignment/counterfactual_dropped").asInt()).isEqualTo(2);
  }

  @Test
  void keeps_declared_partners() throws IOException {
    JsonNode json =
        Cli.run(
                "compare",
                "--original",
                MAT,
                "--counterfactual",
                CHAIR,
                "--pair",
                "mat=chair",
                "--json")
            .json();
    assertThat(json.at("/alignment/pairs")).hasSize(8).last().hasToString("[7,8]");
    assertThat(json.at("/alignment/original_dropped").asInt()).isZero();
  }

  @Test
  void refuses_pairs_of_words_that_are_not_there() {
    assertThat(
            Cli.run("compare", "--original", MAT, "--counterfactual", MAT, "--pair", "mat=rug")
                .failsWith(1))
        .contains("'rug' does not occur in \"The cat sat on the mat\"");
    assertThat(
            Cli.run("compare", "--original", MAT, "--counterfactual", MAT, "--pair", "mat")
                .failsEarlyWith(2))
        .contains("--pair", "original=counterfactual");
  }

  @Test
  void draws_the_four_panels() throws IOException {
    Path svg = folder.resolve("pair.svg");
    String out =
        Cli.run(
                "compare",
                "--original",
                MAT,
                "--counterfactual",
                CHAIR,
                "--plot",
                svg.toString(),
                "--layer",
                "2",
                "--head",
                "3")
            .succeeds()
            .out();
    assertThat(out).contains("Wrote " + svg, "2 of the counterfactual");
    assertThat(Files.readString(svg)).startsWith("<svg").contains("head 2.3", MAT, CHAIR);
  }

  @Test
  void refuses_a_layer_for_no_picture() {
    assertThat(
            Cli.run("compare", "--original", MAT, "--counterfactual", MAT, "--layer", "1")
                .failsEarlyWith(2))
        .contains("--plot");
  }
}
