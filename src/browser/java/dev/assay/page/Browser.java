package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that remembers what pages complain of and what they ask the network for. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");

  /** A machine that builds other things too is slow. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final JsonMapper MAPPER = new JsonMapper();

  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /**
   * @param folder an empty folder, for the browser's profile and for what is saved
   */
  public static Browser open(Path folder) {
    Path downloads = folder.resolve("downloads");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + folder.resolve("profile"));
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    options.setCapability("goog:loggingPrefs", logs);
    // With a driver that is named, Selenium looks for none.
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
    Browser browser = new Browser(new ChromeDriver(service, options), downloads);
    browser.driver.manage().timeouts().scriptTimeout(PATIENCE);
    browser.driver.get("about:blank");
    // What the browser's own first page asked for is none of ours.
    browser.driver.manage().logs().get(LogType.PERFORMANCE);
    return browser;
  }

  /** Opens a file afresh, at an address within it such as {@code #row=not-01}, or "". */
  public void show(Path page, String at) {
    driver.get("about:blank");
    driver.get(page.toUri() + at);
  }

  /** Opens an address. */
  public void visit(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  public void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  public List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The first one; waits for it, because pictures are made when the numbers are unpacked. */
  public WebElement one(String css) {
    return new WebDriverWait(driver, PATIENCE).until(d -> d.findElement(By.cssSelector(css)));
  }

  public List<String> texts(String css) {
    return all(css).stream().map(WebElement::getText).toList();
  }

  public Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What the window shows, as PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  Actions actions() {
    return new Actions(driver);
  }

  /** The file that a page saved. */
  Path saved(String suffix) {
    return new WebDriverWait(driver, PATIENCE)
        .until(
            d -> {
              File[] files = downloads.toFile().listFiles((f, name) -> name.endsWith(suffix));
              return files == null || files.length == 0 ? null : files[0].toPath();
            });
  }

  /** Asserts that the pages so far said nothing on the console and asked nobody for anything. */
  public void assertQuiet() {
    assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    List<String> asked = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = json(entry.getMessage()).get("message");
      if (message.get("method").asText().equals("Network.requestWillBeSent")) {
        asked.add(message.at("/params/request/url").asText());
      }
    }
    // The first page is among them, or nothing was looked at.
    assertThat(asked).isNotEmpty();
    assertThat(asked).allMatch(url -> url.matches("(?s)(file|data|blob|about):.*"));
  }

  /** Asserts that axe-core finds nothing serious or critical on the page that is open. */
  public void assertAccessible() {
    driver.executeScript(axe());
    Object result =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document).then(r => done(JSON.stringify({
              passes: r.passes.length,
              found: r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.html + ' ' + n.failureSummary).slice(0, 3).join(' | '))
            })), e => done(JSON.stringify({ passes: 0, found: [String(e)] })));
            """);
    JsonNode found = json(String.valueOf(result));
    assertThat(found.get("found")).isEmpty();
    assertThat(found.get("passes").asInt()).isGreaterThan(10);
  }

  private static String axe() {
    try (InputStream file = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (file == null) {
        throw new IllegalStateException("axe.min.js is not on the class path.");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void requireInstalled() {
    assertThat(CHROMIUM).as("Debian's package chromium").exists();
    assertThat(DRIVER).as("Debian's package chromium-driver").exists();
    assertThat(Files.isExecutable(CHROMIUM)).isTrue();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
