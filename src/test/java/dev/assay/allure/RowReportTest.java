package dev.assay.allure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figure.TraceFigures;
import dev.assay.fixture.TextRow;
import dev.assay.model.Text;
import dev.assay.plot.Figure;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Traces;
import dev.assay.trace.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReportTest {
  private static final Tokens TOKENS = Traces.tokens("a", "b");
  private final Map<String, String> pictures = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  @Test
  void a_head_without_value_outputs_costs_its_picture_and_nothing_else() {
    Head pruned =
        Traces.head(
            TOKENS,
            Map.of(
                Site.PATTERN,
                new double[][] {{0.5, 0.5}, {0.5, 0.5}},
                Site.Z,
                new double[][] {{1, 0}, {0, 0}}));
    RowReport.draw(
        "layer 0",
        () -> TraceFigures.layer(pruned.trace().layer(0), Variant.RAW),
        pictures::put,
        texts::put);
    assertThat(pictures).isEmpty();
    assertThat(texts.get("layer 0"))
        .startsWith("Not drawn: The value output of the token 'b' is zero in head 0.0");
  }

  @Test
  void a_trace_without_attention_has_no_pictures() {
    double[][] states = {{1, 0}, {0, 1}};
    double[][] halves = {{0.5, 0.5}, {0.5, 0.5}};
    Trace whole = Traces.head(TOKENS, Map.of(Site.PATTERN, halves, Site.Z, states)).trace();
    Trace values = Traces.head(TOKENS, Map.of(Site.Z, states)).trace();
    Map<Text, Trace> traced = new LinkedHashMap<>();
    traced.put(Text.of("a b"), whole);
    traced.put(Text.of("b a"), values);

    assertThat(RowReport.pictured(traced)).containsOnlyKeys(Text.of("a b"));
  }

  @Test
  void attaches_a_picture_that_can_be_drawn() {
    Heatmap map = Heatmap.ofTokens("", List.of("a"), new double[][] {{1}});
    RowReport.draw(
        "one",
        () -> Figure.of("", 1, Panels.fromZero("attention", map)),
        pictures::put,
        texts::put);
    assertThat(pictures).containsOnlyKeys("one");
    assertThat(pictures.get("one")).startsWith("<svg");
    assertThat(texts).isEmpty();
  }

  @Test
  void draws_the_heatmaps_of_a_row_on_one_colour_scale() {
    Map<String, AttentionPattern> maps = new LinkedHashMap<>();
    maps.put("cue", AttentionPattern.of(TOKENS, new double[][] {{0.5, 0.5}, {0.25, 0.75}}));
    maps.put("control", AttentionPattern.of(TOKENS, new double[][] {{0, 1}, {0.5, 0.5}}));
    Figure figure = RowReport.heatmaps(new TextRow("r1", "a b"), maps);
    assertThat(figure.groups()).hasSize(1);
    Panels panels = figure.groups().get(0);
    assertThat(panels.maps()).extracting(Heatmap::title).containsExactly("cue", "control");
    assertThat(panels.scale().low()).isZero();
    assertThat(panels.scale().high()).isEqualTo(1);
  }

  @Test
  void pictures_show_the_variant_that_a_claim_is_called_after() {
    Map<String, Variant> expected =
        Map.of(
            "", Variant.RAW,
            "raw", Variant.RAW,
            "beyond-key-means", Variant.RAW,
            "some-head", Variant.RAW,
            "content", Variant.CONTENT,
            "content-role-swap", Variant.CONTENT,
            "content-without-self", Variant.CONTENT_WITHOUT_SELF,
            "content-without-self-tense", Variant.CONTENT_WITHOUT_SELF);
    expected.forEach(
        (words, variant) -> assertThat(RowReport.variant(words)).as(words).isEqualTo(variant));
  }
}
