package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.measure.ValueMeasures;
import dev.assay.measure.ValueNorms;
import dev.assay.trace.Head;
import dev.assay.trace.Site;
import dev.assay.trace.Substitution;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplorerPageTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private final Trace trace = RandomTraces.of(1, "[CLS]", "it", "is", "not", "good", "[SEP]");

  @Test
  void holds_every_cell_of_every_head() throws IOException {
    JsonNode page = data(RandomTraces.projections(), row("not-01", trace));
    UnpackedCells cells = new UnpackedCells(page, page.at("/rows/0/texts/0"));

    for (int layer = 0; layer < RandomTraces.LAYERS; layer++) {
      ValueNorms norms = ValueNorms.of(RandomTraces.projections().get(layer), RandomTraces.HEADS);
      for (int h = 0; h < RandomTraces.HEADS; h++) {
        Head head = trace.layer(layer).head(h);
        int index = layer * RandomTraces.HEADS + h;
        double[][] cosines = ValueMeasures.valueSimilarity(head);
        double[] lengths = norms.of(head);
        for (int i = 0; i < 6; i++) {
          assertThat(cells.norm(index, i)).isEqualTo(lengths[i], within(0.001 * lengths[i] + 0.01));
          for (int j = 0; j < 6; j++) {
            double weight = head.pattern().at(i, j);
            assertThat(cells.attention(index, i, j))
                .isEqualTo(weight, within(0.001 * Math.sqrt(weight) + 1e-6));
            if (i < j) {
              assertThat(cells.cosine(index, i, j)).isEqualTo(cosines[i][j], within(0.004));
            }
          }
        }
      }
    }
  }

  @Test
  void takes_about_a_byte_a_cell() throws IOException {
    Trace longer = RandomTraces.of(2, pieces(64));
    JsonNode page = data(List.of(), row("long", longer));

    int cells = RandomTraces.LAYERS * RandomTraces.HEADS * 64 * 64;
    // Random numbers hardly compress: 10 bits of attention, 4 of a cosine, and base64 adds a third.
    assertThat(page.at("/rows/0/texts/0/cells").asText().length())
        .isBetween(cells, (int) (2.5 * cells));
  }

  @Test
  void says_which_words_are_marked_and_which_tokens_are_content() throws IOException {
    Mark cue = Mark.of("cue", trace.tokens().word("not"));
    ExplorerText text = new ExplorerText("negated", trace, List.of(cue));
    JsonNode found =
        data(List.of(), new ExplorerRow("not-01", List.of(text), List.of())).at("/rows/0/texts/0");

    assertThat(found.get("label").asText()).isEqualTo("negated");
    assertThat(found.at("/tokens/3").asText()).isEqualTo("not");
    assertThat(found.get("content")).hasToString("[1,2,3,4]");
    assertThat(found.at("/marks/0/label").asText()).isEqualTo("cue");
    assertThat(found.at("/marks/0/at")).hasToString("[3]");
  }

  @Test
  void pairs_tokens_as_the_measures_do() throws IOException {
    Trace shorter = RandomTraces.of(3, "[CLS]", "it", "was", "good", "[SEP]");
    JsonNode page =
        data(
            List.of(),
            new ExplorerRow(
                "tense-01",
                List.of(
                    new ExplorerText("original", trace, List.of()),
                    new ExplorerText("counterfactual", shorter, List.of())),
                List.of(new Substitution("is", "was"))));

    assertThat(page.at("/rows/0/partners/0/5")).hasToString("[5,5]");
    assertThat(page.at("/rows/0/partners/1")).hasToString("[[0,0],[1,1],[2,2],[4,3],[5,4]]");
  }

  @Test
  void leaves_out_what_was_not_traced() throws IOException {
    Trace attention =
        Trace.of(
            trace.tokens(),
            RandomTraces.LAYERS,
            RandomTraces.HEADS,
            Map.of(Site.PATTERN, trace.tensor(Site.PATTERN)));
    JsonNode page = data(RandomTraces.projections(), row("not-01", attention));

    assertThat(page.get("values").asBoolean()).isFalse();
    assertThat(page.get("norms").asBoolean()).isFalse();
    assertThat(new UnpackedCells(page, page.at("/rows/0/texts/0")).size())
        .isEqualTo(2 * RandomTraces.LAYERS * RandomTraces.HEADS * 36);
  }

  @Test
  void has_no_cosine_for_a_head_whose_value_output_is_zero() throws IOException {
    Map<Site, Tensor> tensors = new HashMap<>();
    trace.sites().forEach(site -> tensors.put(site, trace.tensor(site)));
    float[] z = trace.tensor(Site.Z).toArray();
    Arrays.fill(z, 0, RandomTraces.WIDTH, 0);
    tensors.put(Site.Z, Tensor.of(z, trace.tensor(Site.Z).shape()));
    JsonNode page = data(List.of(), row("a", Trace.of(trace.tokens(), 2, 2, tensors)));
    UnpackedCells cells = new UnpackedCells(page, page.at("/rows/0/texts/0"));

    assertThat(cells.cosine(0, 1, 2)).isNaN();
    assertThat(cells.cosine(1, 1, 2)).isNotNaN();
  }

  @Test
  void forgets_a_row_before_it_asks_for_the_next() throws IOException {
    StringWriter out = new StringWriter();
    List<Integer> written = new ArrayList<>();
    Stream<ExplorerRow> rows =
        IntStream.range(0, 4)
            .mapToObj(
                k -> {
                  written.add(out.getBuffer().length());
                  return row("row-" + k, RandomTraces.of(k, pieces(96)));
                });

    ExplorerPage.of("rows", "model", List.of()).write(out, rows);

    int cells = RandomTraces.LAYERS * RandomTraces.HEADS * 96 * 96;
    for (int k = 1; k < 4; k++) {
      assertThat(written.get(k) - written.get(k - 1)).isGreaterThan(cells / 2);
    }
  }

  @Test
  void keeps_hostile_texts_as_the_texts_they_are() throws IOException {
    for (String hostile : HostileTexts.ALL) {
      Tokens tokens =
          new Tokens(
              hostile,
              List.of(
                  new Token("[CLS]", 1, 0, 0, false),
                  new Token(hostile, 2, 0, hostile.length(), true),
                  new Token("[SEP]", 3, 0, 0, false)));
      StringWriter out = new StringWriter();
      ExplorerPage.of(hostile, hostile, List.of())
          .write(
              out,
              Stream.of(
                  new ExplorerRow(
                      hostile,
                      List.of(
                          new ExplorerText(
                              hostile,
                              RandomTraces.of(1, tokens),
                              List.of(new Mark(hostile, List.of(1))))),
                      List.of())));

      String page = out.toString();
      Html.assertSelfContained(page);
      JsonNode data = MAPPER.readTree(Html.data(page, "data"));
      assertThat(
              List.of(
                  data.get("title"),
                  data.get("model"),
                  data.at("/rows/0/id"),
                  data.at("/rows/0/texts/0/text"),
                  data.at("/rows/0/texts/0/tokens/1"),
                  data.at("/rows/0/texts/0/marks/0/label")))
          .allSatisfy(text -> assertThat(text.asText()).isEqualTo(hostile));
      String title = page.substring(page.indexOf("<title>") + 7, page.indexOf("</title>"));
      assertThat(title).doesNotContain("<", ">").doesNotContainPattern("[\\x00-\\x08\\x1b\\x7f]");
    }
  }

  @Test
  void refuses_rows_that_do_not_belong_together() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data(List.of()))
        .withMessage("An explorer of 'a title' has no rows.");
    Trace attention =
        Trace.of(trace.tokens(), 2, 2, Map.of(Site.PATTERN, trace.tensor(Site.PATTERN)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data(List.of(), row("a", trace), row("b", attention)))
        .withMessageContaining("has other layers, heads or sites than the first one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorerText("", trace, List.of(new Mark("cue", List.of(6)))))
        .withMessageContaining("The mark 'cue' is at token 6, but");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExplorerRow("a", List.of(), List.of()))
        .withMessage("Row 'a' has no text.");
  }

  private static ExplorerRow row(String id, Trace trace) {
    return new ExplorerRow(id, List.of(new ExplorerText("", trace, List.of())), List.of());
  }

  private static JsonNode data(List<Tensor> projections, ExplorerRow... rows) throws IOException {
    StringWriter out = new StringWriter();
    ExplorerPage.of("a title", "a model", projections).write(out, Stream.of(rows));
    return MAPPER.readTree(Html.data(out.toString(), "data"));
  }

  private static String[] pieces(int count) {
    String[] pieces = new String[count];
    Arrays.setAll(pieces, k -> "w" + k);
    return pieces;
  }
}
