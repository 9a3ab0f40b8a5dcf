package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.checkpoint.Catalog;
import dev.assay.encoder.PyTorchModel;
import dev.assay.measure.HeadMeasure;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasureCommandTest {
  private static final String TEXT = "The book was not good";

  @Test
  void prints_every_measure_of_every_head_with_all_digits() throws IOException {
    JsonNode json = Cli.run("measure", "--text", TEXT, "--json").json();
    assertThat(json.path("model").asText()).isEqualTo("all-MiniLM-L6-v2");
    assertThat(json.path("weights_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(json.path("text").asText()).isEqualTo(TEXT);
    assertThat(json.path("tokens"))
        .extracting(JsonNode::asText)
        .containsExactly("[CLS]", "the", "book", "was", "not", "good", "[SEP]");
    assertThat(json.path("measures")).hasSize(HeadMeasure.values().length + 1);
    assertThat(json.path("not_computed")).isEmpty();
    try (PyTorchModel model = PyTorchModel.load(Catalog.open("all-MiniLM-L6-v2"))) {
      Trace trace = model.trace(TEXT);
      for (HeadMeasure measure : HeadMeasure.values()) {
        for (Variant variant : measure.variants()) {
          JsonNode values =
              json.path("measures").path(measure.label()).path(variant.label().replace(' ', '-'));
          assertThat(values).hasSize(6);
          for (int layer = 0; layer < 6; layer++) {
            assertThat(values.path(layer)).hasSize(12);
            for (int head = 0; head < 12; head++) {
              assertThat(values.path(layer).path(head).asDouble(-99))
                  .isEqualTo(measure.of(trace.layer(layer).head(head), variant));
            }
          }
        }
      }
    }
  }

  @Test
  void prints_how_long_the_vectors_are_that_a_head_moves() throws IOException {
    JsonNode json = Cli.run("measure", "--text", TEXT, "--layer", "3", "--json").json();
    JsonNode norms = json.at("/measures/value_weighted_norm");
    assertThat(norms.path("unit").asText()).isEqualTo("norm");
    assertThat(norms.at("/content-without-self/0")).hasSize(12);
    try (PyTorchModel model = PyTorchModel.load(Catalog.open("all-MiniLM-L6-v2"))) {
      Trace trace = model.trace(TEXT, Set.of(Site.PATTERN, Site.V));
      Tensor out = model.outputProjection(3);
      Tensor pattern = trace.tensor(Site.PATTERN);
      Tensor v = trace.tensor(Site.V);
      int head = 7;
      double sum = 0;
      for (int from = 0; from < 7; from++) {
        for (int to = 0; to < 7; to++) {
          double squares = 0;
          for (int d = 0; d < 384; d++) {
            double moved = 0;
            for (int k = 0; k < 32; k++) {
              moved += (double) v.get(3, head, to, k) * out.get(d, 32 * head + k);
            }
            squares += moved * moved;
          }
          sum += pattern.get(3, head, from, to) * Math.sqrt(squares);
        }
      }
      assertThat(norms.at("/raw/0/7").asDouble(-1)).isCloseTo(sum / 49, within(1e-9));
    }
  }

  @Test
  void looks_at_the_chosen_head_only() throws IOException {
    JsonNode all = Cli.run("measure", "--text", TEXT, "--json").json();
    JsonNode one =
        Cli.run("measure", "--text", TEXT, "--layer", "5", "--head", "11", "--json").json();
    assertThat(one.path("layers")).hasToString("[5]");
    assertThat(one.path("heads")).hasToString("[11]");
    JsonNode values = one.at("/measures/attention_entropy/content");
    assertThat(values).hasSize(1);
    assertThat(values.path(0)).hasSize(1);
    assertThat(values.at("/0/0")).isEqualTo(all.at("/measures/attention_entropy/content/5/11"));
  }

  @Test
  void says_why_a_measure_has_no_value_and_prints_the_others() throws IOException {
    JsonNode json = Cli.run("measure", "--text", "Hello", "--layer", "0", "--json").json();
    assertThat(json.at("/measures/attention_distance/raw/0/0").isNumber()).isTrue();
    assertThat(json.at("/measures/effective_neighbours/content/0/0").isNull()).isTrue();
    assertThat(json.path("not_computed"))
        .filteredOn(one -> one.path("measure").asText().equals("effective_neighbours"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("variant").asText()).isEqualTo("content");
              assertThat(one.path("reason").asText()).contains("no neighbours in \"Hello\"");
            });
    assertThat(Cli.run("measure", "--text", "Hello").succeeds().out())
        .contains("no effective_neighbours: The word 'hello' has no neighbours");
  }

  @Test
  void prints_a_line_per_head_for_people() {
    String out = Cli.run("measure", "--text", TEXT, "--layer", "2").succeeds().out();
    assertThat(out.lines().filter(line -> line.matches("2\\.\\d+( +\\d+\\.\\d{4})+"))).hasSize(36);
    assertThat(out).contains("raw: all tokens", "attention_entropy", "(nats)");
  }
}
