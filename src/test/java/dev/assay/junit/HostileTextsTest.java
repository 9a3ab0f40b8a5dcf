package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.assay.junit.SampleRunner.Scenario;
import dev.assay.page.HostileTexts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users write (statements, sources, reasons, units, sentences, names of models) is text in
 * whatever a run leaves, also where it means something to HTML, SVG, Markdown, CSV or JSON.
 */
@Tag("slow")
class HostileTextsTest {
  private static final String MODEL = "<b>`=1+1`|&";
  private static final JsonMapper JSON = new JsonMapper();

  /** In a statement braces are placeholders. */
  private static final String STATEMENT =
      HostileTexts.ALL.stream().filter(t -> !t.contains("{")).collect(Collectors.joining(" "));

  private static final String ALL = String.join(" ", HostileTexts.ALL);

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    String source =
        """
        @Finding(id = "hostile", statement = %s, source = %s)
        class Hostile {
          @ClaimTest
          @Rows("hostile.csv")
          @MeanAtLeast(value = 0.1, unit = "=cmd()", because = %s)
          double measure(TextRow row, Model model, Evidence evidence) {
            evidence.measure("<script>", 1, "]]>");
            evidence.heatmap(
                "</svg><script>alert(1)</script>",
                model.trace(row.text()).layer(0).meanOverHeads());
            return model.trace(row.text()).tokens().size();
          }
        }
        """
            .formatted(literal(STATEMENT), literal(ALL), literal(ALL));
    SampleClaims claims = SampleClaims.in(folder, SampleClass.with("Hostile", source));
    Files.move(folder.resolve("tiny"), folder.resolve(MODEL));
    StringBuilder rows = new StringBuilder("id,text\n");
    int row = 0;
    for (String text : HostileTexts.ALL) {
      // A cell is one line, no file in UTF-8 holds half a pair, and the model has 32 positions.
      if (!text.matches("(?s).*[\\r\\n\\p{Cs}].*|.{28,}")) {
        rows.append("r%d,\"cat %s\"\n".formatted(row++, text.replace("\"", "\"\"")));
      }
    }
    Files.writeString(folder.resolve("fixtures/hostile.csv"), rows);
    String output =
        String.valueOf(claims.run(Scenario.of("run", "Hostile").with("assay.models", MODEL)));
    assertThat(claim().path("broken").asText()).as(output).isEmpty();
  }

  private static String literal(String text) {
    return text.chars()
        .mapToObj(c -> "\\u%04x".formatted(c))
        .map(escape -> escape.equals("\\u0022") ? "\\\"" : escape)
        .map(escape -> escape.equals("\\u005c") ? "\\\\" : escape)
        .map(escape -> escape.equals("\\u000a") ? "\\n" : escape)
        .map(escape -> escape.equals("\\u000d") ? "\\r" : escape)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static Path target(String file) {
    return folder.resolve("target").resolve(file);
  }

  private static JsonNode claim() throws IOException {
    return JSON.readTree(target("assay/claims.json").toFile()).at("/claims/0");
  }

  private static JsonNode result() {
    return new AllureFolder(target("allure-results")).of("hostile", MODEL).get(0);
  }

  private static List<Path> attachments(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(target("allure-results"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  @Test
  void json_gives_every_text_back() throws IOException {
    assertThat(claim().path("model").asText()).isEqualTo(MODEL);
    assertThat(claim().path("measured").path("verdict").asText()).isNotEmpty();
    assertThat(claim().path("statement").asText()).isEqualTo(STATEMENT);
    assertThat(claim().path("source").asText()).isEqualTo(ALL);
  }

  @Test
  void pages_have_no_script_but_ours_and_the_texts_as_data() throws IOException {
    for (String page : List.of("assay/index.html", page())) {
      String html = Files.readString(target(page));
      assertThat(Pattern.compile("(?i)<script").matcher(html).results().count()).isEqualTo(2);
      assertThat(html).doesNotContain("<img src=x", "<!--<script>");
      Matcher data =
          Pattern.compile("(?s)<script type=\"application/json\" id=\"\\w+\">(.*?)</script>")
              .matcher(html);
      assertThat(data.find()).isTrue();
      assertThat(
              JSON.readTree(data.group(1)).findValuesAsText("text").toString()
                  + JSON.readTree(data.group(1)).findValuesAsText("statement"))
          .contains("<script>alert(1)</script>");
    }
  }

  private static String page() throws IOException {
    return "assay/" + claim().path("explorer").asText();
  }

  @Test
  void allure_gets_titles_of_one_line_and_html_without_tags_of_users() {
    assertThat(result().path("name").asText())
        .contains(" · <script>alert(1)</script>")
        .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\x{202e}]");
    assertThat(result().path("descriptionHtml").asText())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "<img", "<b>");
    // Allure 2 has traces as HTML.
    assertThat(result().at("/statusDetails/trace").asText())
        .contains("alert(1)")
        .doesNotContain("<script", "<img", "<b>", "&lt;");
    List<String> steps = result().path("steps").findValuesAsText("name");
    assertThat(steps).contains("</svg><script>alert(1)</script>");
    assertThat(steps.toString()).doesNotContainPattern("[\\p{Cc}\\p{Cs}\\x{202e}]");
    assertThat(result().path("links")).isNotEmpty();
    result()
        .path("links")
        .forEach(
            link -> assertThat(link.path("url").asText()).matches("(https?://|\\.\\./\\.\\./).*"));
  }

  @Test
  void pictures_are_well_formed() throws Exception {
    List<Path> pictures = attachments(".svg");
    assertThat(pictures).isNotEmpty();
    for (Path picture : pictures) {
      var document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
      assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }
  }

  @Test
  void tables_have_texts_in_cells_and_no_formulas() throws IOException {
    List<Path> tables = attachments(".csv");
    assertThat(tables).isNotEmpty();
    for (Path table : tables) {
      List<CsvRecord> lines = new ArrayList<>();
      try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(table)) {
        csv.forEach(lines::add);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      assertThat(lines).allMatch(line -> line.getFieldCount() == lines.get(0).getFieldCount());
      assertThat(lines)
          .allSatisfy(
              line ->
                  assertThat(line.getFields())
                      .allMatch(
                          cell -> !cell.matches("(?s)[=+@\\t\\r].*|-[^0-9I].*") || isNumber(cell)));
    }
  }

  private static boolean isNumber(String cell) {
    return cell.matches("[+-]?[0-9.]+(E-?[0-9]+)?");
  }

  @Test
  void markdown_has_no_code_no_tags_and_one_line_a_claim() throws IOException {
    String text = Files.readString(target("allure-results/findings-attachment.md"));
    List<String> lines = text.lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("| ")).toList()).hasSize(2);
    assertThat(text).doesNotContain("<", ">").doesNotContainPattern("(?<!\\\\)`");
    String row = lines.get(lines.size() - 1);
    assertThat(row.replaceAll("\\\\.", "").chars().filter(c -> c == '|').count()).isEqualTo(8);
  }

  @Test
  void the_environment_is_read_as_it_was_meant() throws IOException {
    Properties environment = new Properties();
    try (Reader file = Files.newBufferedReader(target("allure-results/environment.properties"))) {
      environment.load(file);
    }
    assertThat(environment.stringPropertyNames()).contains(MODEL);
  }
}
