package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.measure.ValueMeasures;
import dev.assay.measure.ValueWeightedNorm;
import dev.assay.trace.AttentionPattern;
import dev.assay.trace.Head;
import dev.assay.trace.Substitution;
import dev.assay.trace.Token;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The explorer as a person meets it: what it says of a cell is what the trace holds. */
@Tag("browser")
class ExplorerInBrowserTest {
  private static final Trace NEGATED =
      RandomTraces.of(1, "[CLS]", "it", "is", "not", "good", "[SEP]");
  private static final Trace CONTROL = RandomTraces.of(2, "[CLS]", "it", "was", "good", "[SEP]");
  private static final int LAYER = 1;
  private static final int HEAD = 0;

  @TempDir static Path folder;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() {
    Browser.requireInstalled();
    browser = Browser.open(folder);
    page = folder.resolve("explorer.html");
    ExplorerPage.of("negation-pairs.csv", "a model", RandomTraces.projections())
        .write(
            page,
            Stream.of(
                new ExplorerRow(
                    "other-01", List.of(new ExplorerText("", CONTROL, List.of())), List.of()),
                new ExplorerRow(
                    "not-01",
                    List.of(
                        new ExplorerText(
                            "negated",
                            NEGATED,
                            List.of(
                                Mark.of("cue", NEGATED.tokens().word("not")),
                                Mark.of("affected", NEGATED.tokens().word("good")))),
                        new ExplorerText("control", CONTROL, List.of())),
                    List.of(new Substitution("is", "was")))));
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void in_a_window() {
    browser.size(1440, 1000);
    browser.dark(false);
  }

  @AfterEach
  void nothing_was_complained_of_and_nobody_asked() {
    browser.assertQuiet();
  }

  @Test
  void says_of_a_cell_what_the_trace_holds() {
    Head head = NEGATED.layer(LAYER).head(HEAD);
    for (Variant variant : Variant.values()) {
      String name =
          switch (variant) {
            case RAW -> "raw";
            case CONTENT -> "content";
            case CONTENT_WITHOUT_SELF -> "without-self";
          };
      AttentionPattern pattern = head.pattern().as(variant);
      show("&show=" + name);
      for (int i = 0; i < pattern.size(); i++) {
        int j = (i + 2) % pattern.size();
        point(0, pattern.size(), i, j);
        assertThat(browser.one("#reading strong").getText())
            .isEqualTo(pattern.tokens().get(i).piece() + " → " + pattern.tokens().get(j).piece());
        assertThat(value()).isEqualTo(pattern.at(i, j), within(0.003));
      }
    }
    show("&show=value");
    point(0, 6, 1, 4);
    assertThat(value()).isEqualTo(ValueMeasures.valueSimilarity(head)[1][4], within(0.005));
    show("&show=norm");
    point(0, 6, 3, 2);
    double norm =
        ValueWeightedNorm.valueWeightedNorm(
            head, Variant.RAW, RandomTraces.projections().get(LAYER))[3][2];
    assertThat(value()).isEqualTo(norm, within(0.005 + 0.01 * norm));
  }

  @Test
  void averages_over_the_heads_of_a_layer() {
    AttentionPattern mean = NEGATED.layer(LAYER).meanOverHeads().as(Variant.CONTENT);
    browser.show(page, "#row=not-01&layer=" + LAYER + "&head=mean&show=content");
    browser.one("#stage svg");
    point(0, 4, 2, 1);

    assertThat(value()).isEqualTo(mean.at(2, 1), within(0.003));
  }

  @Test
  void shows_the_difference_of_a_pair_over_the_tokens_with_a_partner() {
    show("");

    assertThat(browser.all("#stage .drawn")).hasSize(3);
    // it, is/was, good and the specials have partners; "not" has none.
    double first = NEGATED.layer(LAYER).head(HEAD).pattern().at(4, 2);
    double second = CONTROL.layer(LAYER).head(HEAD).pattern().at(3, 2);
    point(2, 5, 3, 2);
    assertThat(browser.one("#reading").getText())
        .startsWith("negated less control good → is / was");
    assertThat(value()).isEqualTo(first - second, within(0.003));
  }

  @Test
  void a_link_opens_a_head_of_a_row_and_choices_make_links() {
    show("");
    assertThat(chosen("row")).startsWith("not-01");
    assertThat(chosen("layer")).isEqualTo("1");
    assertThat(chosen("head")).isEqualTo("0");

    new Select(browser.one("#head")).selectByValue("1");
    browser.one("#as-lines").click();
    assertThat(String.valueOf(browser.script("return location.hash")))
        .isEqualTo("#row=not-01&layer=1&head=1&view=lines");
    browser.one("#previous").click();
    assertThat(chosen("row")).startsWith("other-01");

    browser.show(page, "#row=no-such-row&layer=99&head=%E0%A4%A&show=nothing");
    browser.one("#stage svg");
    assertThat(chosen("row")).startsWith("other-01");
    assertThat(chosen("layer")).isEqualTo("0");
  }

  @Test
  void lines_from_a_token_are_shown_alone() {
    show("&view=lines&beside=none");
    int all = browser.all("#stage .drawn line").size();
    WebElement token = browser.all("#stage .drawn text").get(2 * 3); // "not" on the left
    browser.actions().moveToElement(token).perform();

    assertThat(browser.one("#reading").getText()).contains("from not", "to ");
    assertThat(browser.all("#stage .drawn line")).hasSizeBetween(1, Math.min(6, all - 1));
  }

  @Test
  void a_token_of_the_map_tells_its_strongest() {
    show("&beside=none");
    double[] weights = NEGATED.layer(LAYER).head(HEAD).pattern().toArray()[3];
    int strongest = 0;
    for (int j = 1; j < weights.length; j++) {
      strongest = weights[j] > weights[strongest] ? j : strongest;
    }
    browser.actions().moveToElement(browser.all("#stage .drawn text").get(2 * 3)).perform();

    assertThat(browser.one("#reading .read").getText())
        .startsWith("to " + NEGATED.tokens().get(strongest).piece());
  }

  @Test
  void marks_words_and_hides_special_tokens() {
    show("&beside=none");
    assertThat(browser.texts(".mark .label")).containsExactly("cue", "affected");
    assertThat(browser.texts("#stage .drawn text")).contains("[CLS]", "[SEP]");

    new Select(browser.one("#special")).selectByValue("hidden");
    browser.one("#stage svg");
    assertThat(browser.texts("#stage .drawn text")).doesNotContain("[CLS]", "[SEP]").hasSize(8);
    point(0, 4, 0, 1);
    assertThat(value())
        .isEqualTo(NEGATED.layer(LAYER).head(HEAD).pattern().at(1, 2), within(0.002));
  }

  @Test
  void works_with_the_keyboard_alone() {
    show("");
    browser.script("document.getElementById('stage').focus()");
    browser.actions().sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT).perform();

    assertThat(browser.one("#reading strong").getText()).isEqualTo("it → it");
    assertThat(value())
        .isEqualTo(NEGATED.layer(LAYER).head(HEAD).pattern().at(1, 1), within(0.002));
  }

  @Test
  void saves_what_is_seen() throws Exception {
    show("&beside=none");
    browser.one("#save-svg").click();
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(browser.saved(".svg").toFile());
    assertThat(document.getElementsByTagName("rect").getLength()).isGreaterThan(36);
    assertThat(document.getDocumentElement().getTextContent()).contains("not-01", "good");

    browser.one("#save-png").click();
    assertThat(Files.readAllBytes(browser.saved(".png"))).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void says_so_if_the_row_of_a_link_is_not_there() {
    browser.show(page, "#row=long-01");
    browser.one("#stage svg");
    assertThat(browser.one("#reading").getText()).startsWith("Row long-01 is not on this page");
    assertThat(chosen("row")).startsWith("other-01");
    show("");
    assertThat(browser.one("#reading").getText()).startsWith("Point at a cell");
  }

  @Test
  void prints_on_white_from_a_dark_screen() {
    browser.dark(true);
    show("");
    String ground = "return document.querySelector('#stage svg > rect').getAttribute('fill')";
    assertThat(browser.script(ground)).isEqualTo("#14161a");
    browser.script("dispatchEvent(new Event('beforeprint'))");
    assertThat(browser.script(ground)).isEqualTo("#ffffff");
    browser.script("dispatchEvent(new Event('afterprint'))");
    assertThat(browser.script(ground)).isEqualTo("#14161a");
  }

  @Test
  void draws_512_tokens() {
    String[] pieces = new String[512];
    Arrays.setAll(pieces, k -> "w" + k);
    Trace trace = RandomTraces.of(5, pieces);
    Path large = folder.resolve("large.html");
    ExplorerPage.of("long", "a model", List.of())
        .write(
            large,
            Stream.of(
                new ExplorerRow(
                    "long", List.of(new ExplorerText("", trace, List.of())), List.of())));

    browser.show(large, "#row=long&layer=1&head=1");
    browser.one("#stage image");
    browser.script("document.getElementById('stage').focus()");
    browser.actions().sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform();
    assertThat(value()).isEqualTo(trace.layer(1).head(1).pattern().at(0, 1), within(0.002));
    browser.one("#as-lines").click();
    assertThat(browser.one("#stage .drawn line")).isNotNull();
    assertThat(browser.all("#stage .drawn line")).hasSizeLessThanOrEqualTo(4000);
  }

  @Test
  void has_no_serious_fault_for_who_cannot_see_it() {
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      for (int width : new int[] {1440, 320}) {
        browser.size(width, 900);
        show("");
        browser.assertAccessible();
      }
    }
    assertThat(
            (Long)
                browser.script(
                    "return document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth"))
        .isZero();
  }

  @Test
  void shows_hostile_texts_as_texts() throws IOException {
    Path hostile = folder.resolve("hostile.html");
    Stream<ExplorerRow> rows =
        HostileTexts.ALL.stream()
            .map(
                text -> {
                  Tokens tokens =
                      new Tokens(
                          text,
                          List.of(
                              new Token("[CLS]", 1, 0, 0, false),
                              new Token(text, 2, 0, text.length(), true),
                              new Token("[SEP]", 3, 0, 0, false)));
                  ExplorerText shown =
                      new ExplorerText(
                          text, RandomTraces.of(1, tokens), List.of(new Mark(text, List.of(1))));
                  return new ExplorerRow(text, List.of(shown, shown), List.of());
                });
    ExplorerPage.of("<script>alert(1)</script>", "]]>`", List.of()).write(hostile, rows);

    browser.show(hostile, "");
    browser.one("#stage svg");
    for (int k = 1; k < HostileTexts.ALL.size(); k++) {
      browser.one("#next").click();
      browser.one("#stage svg");
    }
    assertThat(chosen("row")).startsWith("__proto__");
    assertThat(browser.one("h1").getText()).isEqualTo("<script>alert(1)</script>");
    assertThat(browser.all("main script, main img, main [onmouseover], main b")).isEmpty();
    assertThat(browser.script("return window.hostile === undefined")).isEqualTo(true);
  }

  private static void show(String more) {
    browser.show(page, "#row=not-01&layer=" + LAYER + "&head=" + HEAD + more);
    browser.one("#stage svg");
  }

  /** Points at a cell of one of the maps. */
  private static void point(int panel, int size, int from, int to) {
    WebElement map = browser.all("#stage .drawn").get(panel);
    WebElement cell =
        map.findElements(org.openqa.selenium.By.cssSelector("g > rect")).get(from * size + to);
    browser.actions().moveToElement(cell).perform();
  }

  private static double value() {
    return Double.parseDouble(browser.one("#reading .read").getText().replace('−', '-'));
  }

  private static String chosen(String select) {
    return new Select(browser.one("#" + select)).getFirstSelectedOption().getText();
  }
}
