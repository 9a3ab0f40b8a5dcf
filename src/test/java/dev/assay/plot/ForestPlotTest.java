package dev.assay.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.plot.ForestPlot.Interval;
import dev.assay.plot.ForestPlot.Needed;
import dev.assay.plot.ForestPlot.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ForestPlotTest {
  private static final Row LOCALITY =
      new Row(
          "layer-0 <local> & near",
          "tokens",
          0.27,
          Optional.of(new Interval(0.21, 0.33)),
          Optional.of(new Interval(0.2, 0.31)),
          "SUPPORTED");
  private static final Needed ENOUGH = new Needed(0.05, Double.POSITIVE_INFINITY);
  private static final Row NEGATION = row("negation", 0.004, -0.002, 0.011);
  private static final Row ABOVE = row("above", 0.01, -0.06, 0.08);

  @Test
  void a_row_shows_label_numbers_and_note_and_its_tooltip_says_all() {
    Picture picture = draw(LOCALITY, NEGATION);
    assertThat(picture.texts())
        .containsSubsequence("t", "layer-0 <local> & near", "0.27 [0.21, 0.33]", "SUPPORTED")
        .contains("negation", "0.004 [-0.002, 0.011]")
        .containsOnlyOnce("tokens");
    assertThat(picture.tooltips())
        .containsExactly(
            "layer-0 <local> & near: 0.27 [0.21, 0.33] tokens, needed: at least 0.05,"
                + " recorded [0.20, 0.31], SUPPORTED",
            "negation: 0.004 [-0.002, 0.011] tokens, needed: at least 0.05, REFUTED");
  }

  @Test
  void equal_estimates_stand_at_one_place_of_the_axis() {
    Picture picture = draw(LOCALITY, NEGATION, row("same estimate", 0.27, 0, 0.5));
    List<Element> estimates = estimates(picture);
    assertThat(estimates).hasSize(3);
    assertThat(estimates.get(0).getAttribute("cx"))
        .isEqualTo(estimates.get(2).getAttribute("cx"))
        .isNotEqualTo(estimates.get(1).getAttribute("cx"));
  }

  @Test
  void an_estimate_without_an_interval_is_a_mark_and_a_number() {
    Row random = new Row("random weights", "tokens", 0.1, Optional.empty(), Optional.empty(), "");
    Picture alone = draw(random);
    assertThat(alone.texts()).contains("0.1000");
    assertThat(alone.tooltips())
        .containsExactly("random weights: 0.1000 tokens, needed: at least 0.05");
    Picture picture = draw(LOCALITY, random);
    assertThat(estimates(picture)).hasSize(2);
    // Of the interval on the first row and the one in the key.
    assertThat(picture.all("line").stream().filter(l -> l.getAttribute("stroke-width").equals("2")))
        .hasSize(2);
  }

  @Test
  void refuses_rows_that_no_axis_can_share() {
    Row attention = new Row("a", "attention", 0.1, Optional.empty(), Optional.empty(), "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> draw(LOCALITY, attention))
        .withMessage("Forest plot 't' has rows in tokens and attention; draw one plot per unit.");
  }

  @Test
  void marks_lie_where_the_axis_says() {
    Picture picture = draw(LOCALITY, ABOVE);
    double zero = tick(picture, "0.0");
    double perToken = (tick(picture, "0.2") - zero) / 0.2;
    assertThat(perToken).isPositive();
    assertThat(Picture.number(estimates(picture).get(0), "cx"))
        .isCloseTo(zero + 0.27 * perToken, within());
    assertThat(Picture.number(estimates(picture).get(1), "cx"))
        .isCloseTo(zero + 0.01 * perToken, within());
    assertThat(line(picture, "2", zero + 0.21 * perToken, zero + 0.33 * perToken)).isTrue();
    assertThat(line(picture, "2", zero - 0.06 * perToken, zero + 0.08 * perToken)).isTrue();
    assertThat(line(picture, "11", zero + 0.2 * perToken, zero + 0.31 * perToken)).isTrue();
    assertThat(line(picture, "1.5", zero + 0.05 * perToken, zero + 0.05 * perToken)).isTrue();
  }

  @Test
  void what_is_needed_is_shaded_between_its_borders() {
    Picture picture = draw(new Needed(-0.05, 0.05), OptionalDouble.empty(), LOCALITY, ABOVE);
    double zero = tick(picture, "0.0");
    double perToken = (tick(picture, "0.2") - zero) / 0.2;
    assertThat(line(picture, "1.5", zero - 0.05 * perToken, zero - 0.05 * perToken)).isTrue();
    assertThat(line(picture, "1.5", zero + 0.05 * perToken, zero + 0.05 * perToken)).isTrue();
    Element shade =
        picture.all("rect").stream().filter(rect -> rect.hasAttribute("x")).findFirst().get();
    assertThat(Picture.number(shade, "x")).isCloseTo(zero - 0.05 * perToken, within());
    assertThat(Picture.number(shade, "width")).isCloseTo(0.1 * perToken, within());
    assertThat(picture.texts()).contains("needed: from -0.05 to 0.05");
    assertThat(draw(upTo(0.1), OptionalDouble.empty(), LOCALITY).texts())
        .contains("needed: at most 0.1");
  }

  @Test
  void a_published_number_is_a_dashed_line_and_stands_in_the_key() {
    Picture picture = draw(ENOUGH, OptionalDouble.of(0.5), LOCALITY);
    double zero = tick(picture, "0.0");
    double perToken = (tick(picture, "0.2") - zero) / 0.2;
    assertThat(picture.texts()).contains("published: 0.5");
    assertThat(
            picture.all("line").stream()
                .filter(line -> !line.getAttribute("stroke-dasharray").isEmpty()))
        .anyMatch(line -> Math.abs(Picture.number(line, "x1") - zero - 0.5 * perToken) < 0.1);
    assertThat(draw(LOCALITY).texts()).noneMatch(text -> text.startsWith("published"));
  }

  @Test
  void the_key_explains_the_recorded_interval_only_where_one_is_drawn() {
    assertThat(draw(LOCALITY).texts()).contains("recorded interval");
    assertThat(draw(NEGATION).texts())
        .contains("needed: at least 0.05")
        .doesNotContain("recorded interval");
  }

  @Test
  void draws_a_row_that_is_zero_throughout() {
    Picture picture = draw(row("nothing", 0, 0, 0));
    assertThat(estimates(picture)).hasSize(1);
    assertThat(Picture.number(estimates(picture).get(0), "cx")).isBetween(0.0, 2000.0);
  }

  @Test
  void every_mark_and_text_begins_inside_the_picture() {
    Picture picture =
        draw(new Needed(-0.05, 0.05), OptionalDouble.of(0.3), LOCALITY, NEGATION, ABOVE);
    assertThat(picture.all("line")).isNotEmpty();
    for (Element line : picture.all("line")) {
      assertThat(Picture.number(line, "x1")).isBetween(0.0, (double) picture.width());
      assertThat(Picture.number(line, "x2")).isBetween(0.0, (double) picture.width());
      assertThat(Picture.number(line, "y2")).isBetween(0.0, (double) picture.height());
    }
    for (Element text : picture.all("text")) {
      double end = Picture.number(text, "x") + Text.width(text.getTextContent(), 11);
      boolean centred = text.getAttribute("text-anchor").equals("middle");
      assertThat(centred || end <= picture.width()).as(text.getTextContent()).isTrue();
      assertThat(Picture.number(text, "y")).isBetween(0.0, (double) picture.height());
    }
  }

  @Test
  void refuses_numbers_that_cannot_be_drawn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(0.3, 0.1))
        .withMessageContaining("The interval from 0.3 to 0.1");
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, 1 / 0.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row("x", Double.NaN, 0, 1))
        .withMessage("Row 'x' has estimate NaN; it must be a finite number.");
    assertThatIllegalArgumentException().isThrownBy(() -> new Needed(0.2, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Needed(Double.NaN, 0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ForestPlot("t", ENOUGH, OptionalDouble.of(1 / 0.0), List.of(LOCALITY)))
        .withMessage("Forest plot 't' has the published number Infinity; it must be finite.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForestPlot("t", ENOUGH, OptionalDouble.empty(), List.of()))
        .withMessage("Forest plot 't' has no rows; give it at least one estimate.");
  }

  private static Row row(String label, double estimate, double low, double high) {
    return new Row(
        label,
        "tokens",
        estimate,
        Optional.of(new Interval(low, high)),
        Optional.empty(),
        "REFUTED");
  }

  private static Picture draw(Row... rows) {
    return draw(ENOUGH, OptionalDouble.empty(), rows);
  }

  private static Picture draw(Needed needed, OptionalDouble published, Row... rows) {
    return Picture.of(new ForestPlot("t", needed, published, List.of(rows)).svg());
  }

  /** The circles of the rows, without the one in the key. */
  private static List<Element> estimates(Picture picture) {
    List<Element> circles = picture.all("circle");
    return circles.subList(0, circles.size() - 1);
  }

  private static Needed upTo(double high) {
    return new Needed(Double.NEGATIVE_INFINITY, high);
  }

  private static double tick(Picture picture, String label) {
    return Picture.number(picture.text(label), "x");
  }

  private static boolean line(Picture picture, String width, double from, double to) {
    return picture.all("line").stream()
        .filter(line -> line.getAttribute("stroke-width").equals(width))
        .anyMatch(
            line ->
                Math.abs(Picture.number(line, "x1") - from) < 0.1
                    && Math.abs(Picture.number(line, "x2") - to) < 0.1);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.1);
  }
}
