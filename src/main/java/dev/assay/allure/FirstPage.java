package dev.assay.allure;

import dev.assay.claim.AssayVersion;
import dev.assay.encoder.PyTorchModel;
import dev.assay.study.ClaimsJson;
import dev.assay.study.FindingsMarkdown;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the report says of all claims together. */
final class FirstPage {
  private static final String FINDINGS = "findings-attachment.md";

  private FirstPage() {}

  /**
   * Writes it from what the folder holds.
   *
   * @param toBeRemembered whether a later report should show these results as past ones
   */
  static void write(ClaimsJson found, boolean toBeRemembered) throws IOException {
    List<Seen> results = Seen.inFolder();
    categories();
    ResultFolder.writeText("environment.properties", environment(results));
    if (ResultFolder.writeText(FINDINGS, FindingsMarkdown.of(found))) {
      ResultFolder.write("assay-globals.json", globals());
    }
    History.write(results, toBeRemembered);
  }

  /** A project's own categories stay. */
  private static void categories() {
    if (!Files.exists(ResultFolder.path().resolve("categories.json"))) {
      ResultFolder.write(
          "categories.json", Arrays.stream(Category.values()).map(Category::json).toList());
    }
  }

  private static String environment(List<Seen> results) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("Assay", AssayVersion.current());
    lines.setProperty("engine", PyTorchModel.engine());
    results.stream()
        .collect(Collectors.groupingBy(Seen::model, TreeMap::new, Collectors.toList()))
        .forEach((model, own) -> lines.setProperty(model, counts(own)));
    StringWriter text = new StringWriter();
    lines.store(text, null);
    return text.toString();
  }

  /** Such as {@code 35 SUPPORTED, 5 REFUTED}. */
  private static String counts(List<Seen> results) {
    Map<String, Long> counts =
        results.stream()
            .collect(Collectors.groupingBy(Seen::verdict, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  /** What Allure 3 shows beside the results; Allure 2 does not read it. */
  private static Map<String, Object> globals() {
    return Map.of(
        "attachments",
        List.of(Map.of("name", "findings.md", "type", "text/markdown", "source", FINDINGS)));
  }
}
