package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plot.Figure;
import dev.assay.plot.ForestPlot;
import dev.assay.plot.Heatmap;
import dev.assay.plot.Panels;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What a text means to HTML or XML it must not mean in a picture. */
class HostilePicturesTest {
  static List<String> hostile() {
    return HostileTexts.ALL;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_heatmap_shows_a_text_as_it_is(String text) throws Exception {
    Heatmap map =
        Heatmap.ofTokens(text, List.of(text, "a"), new double[][] {{0.5, 0.5}, {0.25, 0.75}});

    assertOnlyShapes(Figure.of(text, 1, Panels.fromZero("attention", map)).svg());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void a_forest_plot_shows_a_text_as_it_is(String text) throws Exception {
    ForestPlot.Row row =
        new ForestPlot.Row(text, text, 0.1, Optional.empty(), Optional.empty(), text);
    ForestPlot.Needed needed = new ForestPlot.Needed(0.05, Double.POSITIVE_INFINITY);

    assertOnlyShapes(new ForestPlot(text, needed, OptionalDouble.of(0.2), List.of(row)).svg());
  }

  private static void assertOnlyShapes(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    for (String element : List.of("script", "img", "image", "a", "foreignObject", "b")) {
      assertThat(document.getElementsByTagName(element).getLength()).isZero();
    }
    var all = document.getElementsByTagName("*");
    for (int k = 0; k < all.getLength(); k++) {
      var attributes = all.item(k).getAttributes();
      for (int a = 0; a < attributes.getLength(); a++) {
        assertThat(attributes.item(a).getNodeName()).doesNotStartWith("on");
      }
    }
  }
}
