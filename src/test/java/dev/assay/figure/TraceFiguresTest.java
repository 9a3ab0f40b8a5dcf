package dev.assay.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFiguresTest {
  /** One layer of two heads; z of the two tokens is at an angle with cosine 0.6 in both. */
  private static final Trace ORIGINAL =
      twoTokens("no", "way", new float[] {0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f, 0, 1});

  private static final Trace COUNTERFACTUAL =
      twoTokens("one", "way", new float[] {0.125f, 0.875f, 0.5f, 0.5f, 0.375f, 0.625f, 0.5f, 0.5f});

  @Test
  void a_counterfactual_is_four_panels_on_two_scales() {
    Figure figure =
        TraceFigures.counterfactual(ORIGINAL.layer(0).head(0), COUNTERFACTUAL.layer(0).head(0));
    assertThat(figure.columns()).isEqualTo(2);
    assertThat(figure.groups()).extracting(group -> group.maps().size()).containsExactly(2, 2);
    // Compared, so on one scale: up to the larger of 0.75 and 0.875.
    assertThat(figure.groups().get(0).scale().high()).isEqualTo(0.875);
    assertThat(figure.groups().get(1).scale().low()).isEqualTo(-1);
    String svg = figure.svg();
    assertThat(svg)
        .contains(
            "from no → to no: 0.7500",
            "from way → to no: 0.5000",
            "from one → to way: 0.8750",
            "from no → to way: 0.6000",
            "from one → to way: 0.6000");
    assertThat(count("url\\(#", svg)).as("colour bars").isEqualTo(2);
  }

  @Test
  void a_counterfactual_of_layers_draws_means_over_heads() {
    String svg =
        TraceFigures.counterfactual(ORIGINAL.layer(0), COUNTERFACTUAL.layer(0), Variant.RAW).svg();
    assertThat(svg)
        .contains(
            "layer 0, mean over heads",
            "from no → to way: 0.5000",
            "from way → to no: 0.2500",
            "from one → to one: 0.2500",
            "from one → to way: 0.6000");
  }

  @Test
  void a_layer_shows_every_head_twice() {
    Figure figure = TraceFigures.layer(ORIGINAL.layer(0), Variant.RAW);
    assertThat(titles(figure))
        .containsExactly("head 0.0", "head 0.1", "values, head 0.0", "values, head 0.1");
    assertThat(figure.groups().get(0).scale().high()).isEqualTo(1);
    String svg = figure.svg();
    assertThat(svg).contains("from no → to no: 0.7500", "from no → to no: 0.2500", ": 0.6000");
    assertThat(count("url\\(#", svg)).as("colour bars").isEqualTo(2);
  }

  @Test
  void means_show_every_layer_twice() {
    Figure figure = TraceFigures.means(ORIGINAL, Variant.RAW);
    assertThat(titles(figure)).containsExactly("layer 0", "values, layer 0");
    assertThat(figure.svg()).contains("from no → to no: 0.5000", "from way → to way: 0.7500");
  }

  @Test
  void attention_is_in_the_variant_that_was_asked_for_and_says_so() {
    Figure figure = TraceFigures.layer(COUNTERFACTUAL.layer(0), Variant.CONTENT_WITHOUT_SELF);
    assertThat(figure.groups().get(0).scale().label()).isEqualTo("attention, content without self");
    // Without itself, each of two tokens attends to the other alone.
    assertThat(figure.svg())
        .contains(
            "from one → to way: 1.0000", "from way → to one: 1.0000", "from one → to one: 0.0000");
    assertThat(figure.groups().get(1).scale().label()).isEqualTo("cosine");
  }

  /** Rows of panels hold one group each, or the halves of the figure could not be compared. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "6, 3", "8, 4", "12, 4", "16, 4", "5, 1"})
  void attention_and_values_of_heads_share_no_row(int heads, int columns) {
    assertThat(TraceFigures.layer(uniform(1, heads).layer(0), Variant.RAW).columns())
        .isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "4, 2", "6, 3", "8, 2", "12, 3"})
  void attention_and_values_of_layers_share_no_row(int layers, int columns) {
    assertThat(TraceFigures.means(uniform(layers, 1), Variant.RAW).columns()).isEqualTo(columns);
  }

  private static List<String> titles(Figure figure) {
    return figure.groups().stream()
        .map(Panels::maps)
        .flatMap(List::stream)
        .map(Heatmap::title)
        .toList();
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  private static Trace twoTokens(String first, String second, float[] pattern) {
    float[] z = {1, 0, 3, 4, 5, 0, 0.3f, 0.4f};
    return Trace.of(
        Traces.tokens(first, second),
        1,
        2,
        Map.of(Site.PATTERN, Tensor.of(pattern, 1, 2, 2, 2), Site.Z, Tensor.of(z, 1, 2, 2, 2)));
  }

  private static Trace uniform(int layers, int heads) {
    float[] ones = new float[layers * heads];
    IntStream.range(0, ones.length).forEach(i -> ones[i] = 1);
    return Trace.of(
        Traces.tokens("no"),
        layers,
        heads,
        Map.of(
            Site.PATTERN,
            Tensor.of(ones, layers, heads, 1, 1),
            Site.Z,
            Tensor.of(ones, layers, heads, 1, 1)));
  }
}
