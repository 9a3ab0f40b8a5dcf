package dev.assay.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FigureTest {
  private static final List<String> NOT_GOOD = List.of("[CLS]", "not", "good", "[SEP]");

  @Test
  void every_cell_is_drawn_once_row_by_row_and_says_its_tokens_and_value() {
    double[][] values = {{0.5, 0.1, 0.1, 0.3}, {0, 0.1, 0.1234, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}};
    Picture picture =
        draw(
            Figure.of("", 1, Panels.fromZero("attention", Heatmap.ofTokens("", NOT_GOOD, values))));

    assertThat(picture.cells()).hasSize(16);
    assertThat(picture.tooltips()).hasSize(16);
    assertThat(picture.tooltips().get(6)).isEqualTo("from not → to good: 0.1234");
    assertThat(picture.cells().get(6).getAttribute("d")).isEqualTo("M2 1h1v1h-1z");
    assertThat(picture.cells().get(6).getAttribute("fill")).isEqualTo(Viridis.colour(0.1234));
  }

  @Test
  void tokens_stand_on_both_axes_with_the_first_query_on_top() {
    Heatmap map = new Heatmap("", List.of("r0", "r1"), List.of("c0", "c1", "c2"), new double[2][3]);
    Picture picture = draw(Figure.of("Title", 1, Panels.fromZero("attention", map)));

    assertThat(picture.texts())
        .containsSubsequence("Title", "r0", "r1", "c0", "c1", "c2", "from (query)", "to (key)")
        .contains("attention");
    assertThat(Picture.number(picture.text("r0"), "y"))
        .isLessThan(Picture.number(picture.text("r1"), "y"));
    assertThat(((Element) picture.text("c0").getParentNode()).getAttribute("transform"))
        .endsWith("rotate(-90)");
  }

  @Test
  void token_text_survives_escaping() {
    List<String> odd = List.of("<b>&amp;\"'", "##ing", "猫が", "😀", "a\u0000\ud800b", "]]>");
    Picture picture =
        draw(
            Figure.of(
                "<&\"'>",
                1,
                Panels.fromZero("a & b", Heatmap.ofTokens("< >", odd, new double[6][6]))));

    assertThat(picture.texts())
        .contains("<&\"'>", "a & b", "< >", "<b>&amp;\"'", "猫が", "😀", "]]>");
    assertThat(picture.texts()).contains("a\ufffd\ufffdb");
    assertThat(picture.tooltips()).contains("from <b>&amp;\"' → to 😀: 0.0000");
    assertThat(picture.root().getAttribute("aria-label")).isEqualTo("<&\"'>");
  }

  @Test
  void equal_values_have_equal_colours_in_panels_that_are_compared() {
    Heatmap original = single("o", 0.25);
    Heatmap counterfactual = single("c", 1);
    Heatmap alike = single("d", 0.25);
    Picture together =
        draw(Figure.of("", 3, Panels.fromZero("attention", original, counterfactual, alike)));
    assertThat(together.colourOf("from o → to o: 0.2500"))
        .isEqualTo(together.colourOf("from d → to d: 0.2500"))
        .isEqualTo(Viridis.colour(0.25));
    assertThat(together.colourOf("from c → to c: 1.0000")).isEqualTo("#fde725");

    Picture apart =
        draw(
            Figure.of(
                "",
                2,
                Panels.fromZero("attention", original),
                Panels.fromZero("attention", counterfactual)));
    assertThat(apart.colourOf("from o → to o: 0.2500")).isEqualTo("#fde725");
  }

  @Test
  void the_counterfactual_figure_has_two_scales_and_keeps_unequal_lengths_apart() {
    Panels attention =
        Panels.fromZero("attention", random("original", 7), random("counterfactual", 11));
    Panels values =
        Panels.on(new Scale("cosine", -1, 1), random("original", 7), random("counterfactual", 11));
    Picture picture = draw(Figure.of("pair", 2, attention, values));

    assertThat(picture.cells()).hasSize(2 * (7 * 7 + 11 * 11));
    assertThat(picture.panels()).hasSize(4);
    assertThat(picture.colourBars()).hasSize(2);
    assertThat(picture.texts()).containsOnlyOnce("attention").containsOnlyOnce("cosine");
    // Each bar stands beside its own row of panels.
    assertThat(Picture.number(picture.colourBars().get(0), "y"))
        .isLessThan(Picture.number(picture.colourBars().get(1), "y"));
  }

  @Test
  void groups_with_an_equal_scale_share_a_colour_bar() {
    Scale scale = new Scale("attention", 0, 1);
    Scale other = new Scale("cosine", -1, 1);
    Picture picture =
        draw(
            Figure.of(
                "",
                2,
                Panels.on(scale, single("a", 0.1)),
                Panels.on(other, single("b", 0.2)),
                Panels.on(scale, single("c", 0.3)),
                Panels.on(other, single("d", 0.4))));
    assertThat(picture.colourBars()).hasSize(2);
  }

  @Test
  void cells_are_square_of_one_size_and_never_narrower_than_a_label() {
    Figure figure = Figure.of("", 2, Panels.fromZero("attention", random("a", 40), random("b", 5)));
    List<String> transforms =
        draw(figure).panels().stream().map(g -> g.getAttribute("transform")).toList();
    assertThat(transforms)
        .hasSize(2)
        .allMatch(t -> t.matches("translate\\(\\d+ \\d+\\)scale\\(13\\)"));
  }

  @Test
  void panels_bars_and_labels_keep_inside_the_picture_and_out_of_each_other() {
    List<Heatmap> maps = IntStream.range(2, 9).mapToObj(n -> random("p" + n, n)).toList();
    Panels attention = new Panels(Scale.fromZero("attention", maps.get(6)), maps.subList(6, 7));
    Panels cosine =
        new Panels(new Scale("value-weighted attention, a long name", -1, 1), maps.subList(0, 6));
    Figure figure =
        Figure.of("A title much wider than these small panels are", 3, cosine, attention);
    FigureLayout layout = new FigureLayout(figure);

    assertThat(layout.panels()).hasSize(7);
    for (FigureLayout.Panel panel : layout.panels()) {
      double labels = FigureLayout.longest(panel.map().columnLabels());
      double size = (double) panel.map().rows() * layout.cell();
      assertThat(panel.x() - FigureLayout.longest(panel.map().rowLabels())).isPositive();
      assertThat(panel.x() + size).isLessThan(layout.width());
      assertThat(panel.y() + size + labels).isLessThan(layout.height());
      for (FigureLayout.Panel next : layout.panels()) {
        if (next.y() == panel.y() && next.x() > panel.x()) {
          assertThat(panel.x() + size)
              .isLessThan(next.x() - FigureLayout.longest(next.map().rowLabels()));
        }
        if (next.y() > panel.y()) {
          assertThat(panel.y() + size + labels).isLessThan(next.y());
        }
      }
    }
    assertThat(layout.bars()).hasSize(2);
    for (ColourBar bar : layout.bars()) {
      double width = ColourBar.width(bar.scale());
      assertThat(bar.x() + width).isLessThan(layout.width());
      for (ColourBar other : layout.bars()) {
        boolean beside = other.y() < bar.y() + bar.length() && bar.y() < other.y() + other.length();
        if (beside && other.x() > bar.x()) {
          assertThat(bar.x() + width).isLessThan(other.x());
        }
      }
      for (FigureLayout.Panel panel : layout.panels()) {
        double size = (double) panel.map().rows() * layout.cell();
        if (panel.y() < bar.y() + bar.length() && bar.y() < panel.y() + size) {
          assertThat(
                  panel.x() + size < bar.x()
                      || panel.x() - FigureLayout.longest(panel.map().rowLabels())
                          > bar.x() + width)
              .as(panel.map().title() + " and the bar of " + bar.scale().label())
              .isTrue();
        }
      }
      assertThat(bar.y()).isPositive();
      assertThat(bar.y() + bar.length()).isLessThan(layout.height());
    }
  }

  @Test
  void a_layer_overview_is_lean() {
    Heatmap[] heads =
        IntStream.range(0, 12).mapToObj(i -> random("head " + i, 12)).toArray(Heatmap[]::new);
    String svg = Figure.of("layer 0", 4, Panels.fromZero("attention", heads)).svg();
    assertThat(draw(svg).cells()).hasSize(12 * 12 * 12);
    assertThat(svg.getBytes(UTF_8).length).isLessThan(110 * 12 * 12 * 12 + 6_000);
  }

  @Test
  void the_same_figure_is_the_same_text() {
    Figure figure = Figure.of("t", 1, Panels.fromZero("attention", random("a", 5)));
    assertThat(figure.svg()).isEqualTo(figure.svg());
  }

  @Test
  void numbers_are_written_in_digits_that_svg_knows() {
    Figure figure = Figure.of("t", 1, Panels.fromZero("attention", random("a", 12)));
    String svg = figure.svg();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR"));
      assertThat(figure.svg()).isEqualTo(svg);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refuses_a_png_that_would_take_minutes_and_gigabytes() {
    Heatmap longest = random("", 512);
    Figure figure =
        Figure.of(
            "", 4, new Panels(Scale.fromZero("a", longest), Collections.nCopies(12, longest)));
    assertThatIllegalStateException()
        .isThrownBy(figure::png)
        .withMessageMatching(
            "A PNG of \\d+ × \\d+ pixels is too large to be drawn; write SVG, or draw one head or a"
                + " shorter text\\.");
  }

  @Test
  void refuses_to_have_no_panels_or_no_columns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of("t", 1))
        .withMessage("Figure 't' has no panels; give it at least one heatmap.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of("t", 0, Panels.fromZero("a", single("a", 1))))
        .withMessage("Figure 't' was asked for 0 columns; it needs at least one.");
  }

  private static Picture draw(Figure figure) {
    return draw(figure.svg());
  }

  private static Picture draw(String svg) {
    return Picture.of(svg);
  }

  private static Heatmap single(String token, double value) {
    return Heatmap.ofTokens("", List.of(token), new double[][] {{value}});
  }

  private static Heatmap random(String title, int size) {
    Random random = new Random(size);
    List<String> tokens = IntStream.range(0, size).mapToObj(i -> "token" + i).toList();
    double[][] values =
        Stream.generate(() -> random.doubles(size).toArray()).limit(size).toArray(double[][]::new);
    return Heatmap.ofTokens(title, tokens, values);
  }
}
