package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.junit.SampleRunner.Scenario;
import dev.assay.page.Browser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Allure's report of two runs as a person meets it, in a folder with a blank in its path. */
@Tag("browser")
class AllureInBrowserTest {
  @TempDir static Path temporary;
  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path folder = Files.createDirectories(temporary.resolve("a folder"));
    SampleClaims claims =
        SampleClaims.in(
            folder,
            SampleClass.with(
                "Broken",
                SampleClass.finding("Broken")
                    + "class Broken {\n"
                    + SampleClass.method(
                        "Double.parseDouble(\"<img src=x onerror='window.hostile = 1'>\")")
                    + "}\n"),
            SampleClass.of("Traced", "", "", "1 + model.trace(row.text()).tokens().size() / 100.0"),
            SampleClass.of(
                "Switched",
                "",
                "",
                "Double.parseDouble(System.getProperty(\"sample\")) * row.text().length()"),
            SampleClass.with(
                "Hostile",
                """
                @Finding(id = "hostile", statement = "<img src=x onerror='window.hostile = 1'>",
                    source = "<img src=x onerror='window.hostile = 1'> arXiv:1906.04341")
                class Hostile {
                %s
                }
                """
                    .formatted(SampleClass.method("1 + row.text().length() / 100.0"))));
    claims.start("earlier", Scenario.of("run", "Switched").with("sample", "1")).waitFor();
    // As the next build finds it.
    Path history = folder.resolve(".allure/claims-history.json");
    Files.writeString(
        history, Files.readString(history).replaceAll("\"stop\": \\d+", "\"stop\": 1"));
    claims.run(Scenario.of("run", "Traced", "Switched", "Hostile", "Broken").with("sample", "-1"));
    report = folder.resolve("target/site/allure-maven-plugin/index.html");
    generate(folder);
    browser = Browser.open(temporary.resolve("browser"));
  }

  /** As the pom does it. */
  private static void generate(Path folder) throws IOException, InterruptedException {
    Path allure;
    try (Stream<Path> installed = Files.list(Path.of(".allure"))) {
      allure =
          installed
              .filter(path -> path.getFileName().toString().matches("allure-\\d.*"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("Allure is not there: mvn allure:install"))
              .toAbsolutePath();
    }
    ProcessBuilder process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    allure + "/lib/*" + File.pathSeparator + allure + "/lib/config",
                    "io.qameta.allure.CommandLine",
                    "generate",
                    "--clean",
                    "--single-file",
                    "target/allure-results",
                    "-o",
                    "target/site/allure-maven-plugin"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("allure.txt").toFile());
    process.environment().put("ALLURE_NO_ANALYTICS", "true");
    process.environment().put("APP_HOME", allure.toString());
    assertThat(process.start().waitFor())
        .as(Files.readString(folder.resolve("allure.txt")))
        .isZero();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @AfterEach
  void nothing_was_complained_of_and_nobody_asked() {
    browser.assertQuiet();
  }

  /** Opens a page of the report, with all that is folded in it. */
  private static void unfold(String page) {
    browser.show(report, page);
    browser.one(".node__title");
    for (int depth = 0; depth < 4; depth++) {
      browser.script(
          "document.querySelectorAll('.node__title:not([data-seen])').forEach(e => { e.dataset.seen"
              + " = 1; if (!e.closest('.node__expanded > .node__title')) e.click(); })");
    }
    browser.one(".node__leaf");
  }

  private static WebElement leaf(String text) {
    return browser.all(".node__leaf").stream()
        .filter(leaf -> leaf.getText().contains(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_overview_counts_claims_and_names_verdicts() {
    browser.show(report, "");
    browser.one(".splash__title");
    browser.one(".environment-widget, .widget");

    assertThat(browser.one(".splash__title").getText()).isEqualTo("4");
    assertThat(browser.one("body").getText())
        .contains("1 REFUTED", "2 SUPPORTED", "1 BROKEN", "tiny");
    // The earlier build's column in the trend.
    assertThat(
            browser.one(".history-trend__chart svg, .trend-chart svg, .widget svg").isDisplayed())
        .isTrue();
  }

  @Test
  void results_are_named_by_verdict_and_sorted_into_categories() {
    unfold("#categories");

    assertThat(leaf("REFUTED · Something is so.").isDisplayed()).isTrue();
    assertThat(browser.one("body").getText())
        .contains("Not on record: nobody has looked at it yet");
  }

  @Test
  void a_result_leads_to_its_claim_and_its_rows_to_their_heads() {
    unfold("#behaviors");
    leaf("SUPPORTED · Something is so.").click();

    String claim =
        Objects.requireNonNull(
            browser.one("a[href*='index.html#claim=traced']").getAttribute("href"));
    WebElement row =
        browser.all(".step__title").stream()
            .filter(step -> step.getText().contains(" · "))
            .findFirst()
            .orElseThrow();
    String id = row.getText().strip().replaceFirst("(?s)\\s.*", "");
    row.click();
    browser.all(".attachment-row").stream()
        .filter(shown -> shown.getText().contains("every head"))
        .findFirst()
        .orElseThrow()
        .click();
    String heads =
        Objects.requireNonNull(
            browser.one("a[href*='explorer/rows-tiny.html']").getAttribute("href"));

    browser.visit(heads);
    browser.one("#stage svg");
    assertThat(browser.one("#row option:checked").getText()).startsWith(id);
    browser.visit(claim);
    assertThat(browser.one("tr.detail").getText()).contains("Something is so.");
    browser.one("footer a[href$='allure-maven-plugin/index.html']").click();
    assertThat(browser.one(".splash__title").getText()).isEqualTo("4");
  }

  @Test
  void what_broke_a_claim_is_text() {
    unfold("#categories");
    leaf("BROKEN · ").click();

    assertThat(browser.one(".test-result").getText()).contains("onerror='window.hostile = 1'>");
    assertThat(browser.all("img[src=x]")).isEmpty();
    assertThat(browser.script("return window.hostile === undefined")).isEqualTo(true);
  }

  @Test
  void what_a_claim_says_is_text() {
    unfold("#suites");
    leaf("<img src=x onerror=").click();

    browser.all(".step__title").forEach(step -> browser.script("arguments[0].click()", step));
    assertThat(browser.one(".test-result").getText()).contains("<img src=x onerror=");
    assertThat(browser.all(".test-result img[src=x], .side-by-side img[src=x]")).isEmpty();
    assertThat(
            browser
                .one("a[href='https://arxiv.org/abs/1906.04341']")
                .findElements(By.tagName("img")))
        .isEmpty();
    assertThat(browser.script("return window.hostile === undefined")).isEqualTo(true);
  }
}
