package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The front page as a person meets it. */
@Tag("browser")
class IndexInBrowserTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SOME_HEAD = "negation-bidirectional.some-head";

  @TempDir static Path folder;
  private static Browser browser;
  private final ObjectNode run = SampleRun.tree();

  @BeforeAll
  static void open() {
    Browser.requireInstalled();
    browser = Browser.open(folder);
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
  void shows_every_verdict_and_estimate_of_claims_json() throws IOException {
    show("");

    assertThat(browser.all("tr.claim")).hasSize(run.get("claims").size());
    for (JsonNode claim : run.get("claims")) {
      String row = "tr.claim[data-id='" + claim.get("id").asText() + "'] ";
      assertThat(browser.one(row + ".verdict").getText())
          .isEqualTo(claim.at("/measured/verdict").asText());
      assertThat(number(browser.one(row + ".figure").getAttribute("title")))
          .isEqualTo(claim.at("/measured/estimate").asDouble());
      assertThat(browser.one(row).getText())
          .contains(claim.at("/measured/strongest_null/model").asText());
    }
    assertThat(browser.one("h1").getText()).isEqualTo("2 of 6 claims hold");
    assertThat(browser.one(".lede").getText())
        .startsWith("Nothing changed: all verdicts are as recorded.");
  }

  @Test
  void never_shows_a_refuted_finding_in_green() throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      show("#claim=negation-bidirectional.content");

      List<WebElement> refuted = browser.all(".verdict.REFUTED, .mark.REFUTED, .interval.REFUTED");
      assertThat(refuted).hasSizeGreaterThan(4);
      for (WebElement element : refuted) {
        Object colours =
            browser.script(
                "const s = getComputedStyle(arguments[0]); return [s.color, s.stroke].join(' ');",
                element);
        Matcher rgb =
            Pattern.compile("rgb\\((\\d+), (\\d+), (\\d+)\\)").matcher(String.valueOf(colours));
        boolean red = false;
        while (rgb.find()) {
          red |= Integer.parseInt(rgb.group(1)) > Integer.parseInt(rgb.group(2)) + 80;
          assertThat(Integer.parseInt(rgb.group(2)))
              .isLessThanOrEqualTo(Integer.parseInt(rgb.group(1)) + 10);
        }
        assertThat(red).as(String.valueOf(colours)).isTrue();
      }
    }
  }

  @Test
  void filters_by_words_and_verdicts() throws IOException {
    show("");

    browser.one("#filter").sendKeys("negation");
    assertThat(ids()).hasSize(3).allMatch(id -> id.startsWith("negation-"));
    assertThat(browser.one("#shown").getText()).isEqualTo("3 of 6 claims");
    browser.one("[data-verdict=INCONCLUSIVE]").click();
    assertThat(ids()).containsExactly(SOME_HEAD);
    browser.one("[data-verdict=REFUTED]").click();
    assertThat(ids()).hasSize(3);
    browser.one("#filter").clear();
    browser.one("#filter").sendKeys("x", Keys.BACK_SPACE);
    assertThat(ids()).hasSize(4);
  }

  @Test
  void sorts_by_a_column_and_back() throws IOException {
    show("");
    List<String> asRun = ids();

    browser.one("th:nth-child(3) .sort").click();
    List<Double> estimates =
        browser.all("tr.claim .figure").stream().map(e -> number(e.getAttribute("title"))).toList();
    assertThat(estimates).hasSize(6).isSorted();
    browser.one("th[aria-sort=ascending] .sort").click();
    assertThat(browser.all("th[aria-sort=descending]")).hasSize(1);
    browser.one("th[aria-sort=descending] .sort").click();
    assertThat(ids()).isEqualTo(asRun);
  }

  @Test
  void opens_a_claim_with_all_its_numbers() throws IOException {
    show("#claim=" + SOME_HEAD);
    JsonNode claim = SampleRun.claim(run, SOME_HEAD);

    assertThat(browser.one(".says").getText()).isEqualTo(claim.get("statement").asText());
    assertThat(browser.one(".facts").getText())
        .contains(claim.get("because").asText(), claim.get("source").asText());
    List<String> nulls = new ArrayList<>();
    claim
        .get("nulls")
        .forEach(
            n ->
                nulls.add(
                    "%s: %s, n = %d"
                        .formatted(
                            n.get("model").asText(), js(n.get("value")), n.get("n").asInt())));
    assertThat(titles(".forest .nullmodel")).containsExactlyInAnyOrderElementsOf(nulls);
    List<String> rows = new ArrayList<>();
    claim.get("rows").forEach(r -> rows.add(r.get("id").asText() + ": " + js(r.get("value"))));
    assertThat(titles(".effects rect")).isEqualTo(rows);
  }

  @Test
  void works_with_the_keyboard_alone() throws IOException {
    show("");

    browser.script("document.querySelector('tr.claim .opener').focus()");
    browser.actions().sendKeys(Keys.ENTER).perform();
    assertThat(browser.all("tr.detail")).hasSize(1);
    assertThat(browser.one(".opener").getAttribute("aria-expanded")).isEqualTo("true");
    browser.actions().sendKeys(Keys.SPACE).perform();
    assertThat(browser.all("tr.detail")).isEmpty();
  }

  @Test
  void says_first_what_changed() throws IOException {
    ObjectNode flipped = SampleRun.claim(run, SOME_HEAD);
    ((ObjectNode) flipped.get("measured")).put("verdict", "REFUTED");
    flipped
        .putObject("change")
        .put("kind", "VERDICT_CHANGED")
        .put("mean", -0.0316)
        .put("low", -0.05)
        .put("high", -0.01)
        .put("adjusted_p", 0.002)
        .put("n", 108)
        .put("flipped", "minimum");
    flipped.putArray("changed").add("weights");
    ObjectNode moved = SampleRun.claim(run, "layer-0-local.beyond-key-means");
    moved.put("drift", "INTERVAL_MOVED");
    show("");

    assertThat(browser.one(".lede").getText())
        .startsWith("2 of 6 differ from the record, 1 in the verdict.");
    assertThat(browser.one("h2").getText()).isEqualTo("What changed");
    assertThat(browser.texts(".changes tbody tr th"))
        .containsExactly(SOME_HEAD, "layer-0-local.beyond-key-means");
    assertThat(browser.one(".changes tbody tr").getText())
        .contains("verdict changed", "INCONCLUSIVE → ", "REFUTED", "−0.032", "minimum", "weights");
    browser.one("#changed-only").click();
    assertThat(ids()).hasSize(2);
  }

  @Test
  void shows_what_a_newer_run_has() throws IOException {
    ObjectNode claim = SampleRun.claim(run, SOME_HEAD);
    claim.put("published", 0.94);
    claim.putArray("evidence").add("structural").add("causal: necessary");
    ArrayNode heads = claim.putArray("head_effects");
    heads.addArray().add(0.25).add(-0.125);
    heads.addArray().add(0.5).add("Infinity");
    claim
        .put("rerun", "mvn test -Dassay.claims=a")
        .put("record", "mvn test -Dassay.record=\"why\"");
    claim.put("explorer", "explorer/negation-pairs.html");
    SampleRun.claim(run, "negation-bidirectional.raw").put("explorer", "javascript:alert(1)");
    show("#claim=" + SOME_HEAD);

    assertThat(browser.one("tr.claim[data-id='" + SOME_HEAD + "']").getText())
        .contains("0.94", "structural, causal: necessary");
    assertThat(browser.texts(".heads td")).containsExactly("+0.25", "−0.125", "+0.5", "∞");
    assertThat(browser.texts("pre"))
        .containsExactly("mvn test -Dassay.claims=a", "mvn test -Dassay.record=\"why\"");
    browser.one(".detail summary").click();
    assertThat(browser.one(".rows a").getAttribute("href"))
        .contains("explorer/negation-pairs.html#row=");
    show("#claim=negation-bidirectional.raw");
    browser.one(".detail summary").click();
    assertThat(browser.all(".rows a")).isEmpty();
  }

  @Test
  void plots_estimates_over_checkpoints() throws IOException {
    several("step-200", "step-1000", "step-30");
    show("");

    assertThat(browser.texts(".models tbody th"))
        .containsExactly("step-30", "step-200", "step-1000");
    assertThat(browser.all(".charts .over")).hasSize(6);
    assertThat(browser.all(".charts .over"))
        .first()
        .satisfies(
            chart ->
                assertThat(chart.getAttribute("aria-label")).contains("30 +", "200 +", "1000 +"));
    assertThat(browser.all("#claims-table thead th")).hasSize(5);
  }

  @Test
  void opens_in_two_seconds_with_600_results() throws IOException {
    ObjectNode large = (ObjectNode) MAPPER.readTree(SampleRun.repeated(120));
    run.set("claims", large.get("claims"));
    several("model-a", "model-b", "model-c", "model-d", "model-e");
    show("");

    assertThat(browser.all("tr.claim")).hasSize(120);
    double seconds =
        ((Number)
                    browser.script(
                        "return performance.getEntriesByType('navigation')[0].loadEventEnd"))
                .doubleValue()
            / 1000;
    System.out.printf("index.html with 600 results of 108 rows opened in %.2f s%n", seconds);
    assertThat(seconds).isBetween(0.001, 2.0);
  }

  @Test
  void has_no_serious_fault_for_who_cannot_see_it() throws IOException {
    ObjectNode claim = SampleRun.claim(run, SOME_HEAD);
    claim.putArray("head_effects").addArray().add(0.25).add(-0.125);
    claim.put("rerun", "mvn test");
    SampleRun.claim(run, "negation-bidirectional.raw").put("drift", "INTERVAL_MOVED");
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      for (int width : new int[] {1440, 320}) {
        browser.size(width, 900);
        show("#claim=" + SOME_HEAD);
        browser.assertAccessible();
      }
    }
  }

  @Test
  void needs_no_sideways_scrolling_at_400_percent() throws IOException {
    browser.size(320, 900);
    show("#claim=" + SOME_HEAD);

    assertThat(
            (Long)
                browser.script(
                    "return document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth"))
        .isZero();
  }

  @Test
  void shows_hostile_texts_as_texts() throws IOException {
    run.putArray("claims");
    ArrayNode models = run.putArray("models");
    int k = 0;
    for (String text : HostileTexts.ALL) {
      models.addObject().put("name", text).put("judged_against", text);
      ObjectNode claim = SampleRun.claim(SampleRun.tree(), SOME_HEAD);
      claim.put("id", k++ + text).put("finding", text).put("variant", text).put("model", text);
      claim.put("statement", text).put("source", text).put("because", text).put("rerun", text);
      claim.putArray("changed").add(text);
      claim.put("drift", "INTERVAL_MOVED");
      ((ArrayNode) run.get("claims")).add(claim);
    }
    show("");
    browser.script("document.querySelectorAll('.opener').forEach(b => b.click())");

    assertThat(browser.all("tr.detail")).hasSize(HostileTexts.ALL.size());
    assertThat(browser.all("main script, main img, main [onmouseover], main b")).isEmpty();
    assertThat(browser.script("return window.hostile === undefined")).isEqualTo(true);
    assertThat(browser.one("#main").getText())
        .contains("<script>alert(1)</script>", "=cmd()|'/C calc'!A0", "&lt;b&gt;", "{{version}}");
  }

  /** The same results under several models' names. */
  private void several(String... names) {
    ArrayNode claims = MAPPER.createArrayNode();
    ArrayNode models = run.putArray("models");
    for (String name : names) {
      models.addObject().put("name", name).put("judged_against", name);
      for (JsonNode claim : run.get("claims")) {
        claims.add(((ObjectNode) claim.deepCopy()).put("model", name));
      }
    }
    run.set("claims", claims);
  }

  private void show(String at) throws IOException {
    Path page = folder.resolve("index.html");
    Files.writeString(page, IndexPage.of(run.toString()));
    browser.show(page, at);
  }

  private static List<String> ids() {
    return browser.all("tr.claim").stream().map(row -> row.getAttribute("data-id")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<String> titles(String css) {
    return (List<String>)
        browser.script(
            "return [...document.querySelectorAll(arguments[0] + ' > title')].map(t =>"
                + " t.textContent)",
            css);
  }

  /** A number as JavaScript writes it. */
  private static String js(JsonNode number) {
    return String.valueOf(browser.script("return String(arguments[0])", number.asDouble()));
  }

  private static double number(@Nullable String text) {
    return Double.parseDouble(Objects.requireNonNull(text, "no number"));
  }
}
