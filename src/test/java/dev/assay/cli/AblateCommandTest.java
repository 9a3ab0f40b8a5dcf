package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.encoder.SharedMiniLm;
import dev.assay.model.Edit;
import dev.assay.model.Model;
import dev.assay.model.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblateCommandTest {
  private static final String TEXT = "The movie was not good.";

  @TempDir Path folder;

  @Test
  void every_head_of_every_layer_has_an_effect_on_the_embedding() throws IOException {
    JsonNode json = Cli.run("ablate", "--text", TEXT, "--all-heads", "--json").json();
    JsonNode effect = json.path("effects").path(0);

    assertThat(json.path("layers")).hasSize(6);
    assertThat(json.path("heads")).hasSize(12);
    assertThat(effect.path("of").asText()).isEqualTo("embedding");
    assertThat(effect.path("unit").asText()).isEqualTo("cosine distance");
    assertThat(effect.path("values")).hasSize(6).allSatisfy(layer -> assertThat(layer).hasSize(12));
    Model model = SharedMiniLm.get();
    for (int[] head : new int[][] {{0, 3}, {2, 1}, {5, 11}}) {
      assertThat(effect.path("values").path(head[0]).path(head[1]).asDouble())
          .isCloseTo(
              distance(
                  model.embedding(TEXT),
                  model.with(Edit.zero(Where.head(head[0], head[1]))).embedding(TEXT)),
              within(1e-5))
          .isGreaterThan(1e-4);
    }
  }

  private static double distance(double[] a, double[] b) {
    double dot = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      ofA += a[i] * a[i];
      ofB += b[i] * b[i];
    }
    return 1 - dot / Math.sqrt(ofA * ofB);
  }

  @Test
  void one_layer_or_head_is_as_among_all() throws IOException {
    JsonNode all = values("--all-heads");

    assertThat(values("--layer", "4").path(0).path(7).asDouble())
        .isCloseTo(all.path(4).path(7).asDouble(), within(1e-5));
    assertThat(values("--layer", "4", "--head", "7").path(0).path(0).asDouble())
        .isCloseTo(all.path(4).path(7).asDouble(), within(1e-5));
    assertThat(values("--head", "7")).hasSize(6).allSatisfy(layer -> assertThat(layer).hasSize(1));
  }

  private static JsonNode values(String... which) throws IOException {
    String[] args = new String[which.length + 4];
    System.arraycopy(new String[] {"ablate", "--json", "--text", TEXT}, 0, args, 0, 4);
    System.arraycopy(which, 0, args, 4, which.length);
    return Cli.run(args).json().path("effects").path(0).path("values");
  }

  @Test
  void prints_a_table_and_draws_layers_by_heads() throws IOException {
    Path svg = folder.resolve("heads.svg");
    String out =
        Cli.run("ablate", "--text", TEXT, "--layer", "1", "--plot", svg.toString())
            .succeeds()
            .out();

    assertThat(out)
        .contains("embedding (cosine distance)\nhead  layer 1\n0")
        .endsWith("Wrote " + svg + System.lineSeparator());
    assertThat(Files.readString(svg)).startsWith("<svg").contains("layer 1", "cosine distance");
  }

  @Test
  void what_is_not_there_is_said_in_one_line() {
    assertThat(Cli.run("ablate", "--text", TEXT, "--layer", "6").failsWith(1))
        .contains("There is no layer 6: the model has layers 0 to 5.");
    assertThat(Cli.run("ablate", "--text", TEXT, "--head", "12").failsWith(1))
        .contains("There is no head 12");
    assertThat(Cli.run("ablate", "--text", TEXT, "--candidates", "bird").failsWith(1))
        .contains("all-MiniLM-L6-v2 has no masked-language-model head");
    assertThat(
            Cli.run("ablate", "--text", TEXT, "--plot", folder.resolve("a.txt").toString())
                .failsEarlyWith(1))
        .contains("suffixes");
    Cli.run("ablate", "--text", TEXT, "--head", "1", "--all-heads").failsEarlyWith(2);
  }
}
