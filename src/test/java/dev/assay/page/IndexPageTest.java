package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPageTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void holds_claims_json_as_it_is() throws IOException {
    String claims = SampleRun.text();

    String page = IndexPage.of(claims);

    JsonNode embedded = MAPPER.readTree(Html.data(page, "claims"));
    assertThat(embedded).isEqualTo(MAPPER.readTree(claims));
    assertThat(embedded.at("/claims/0/measured/estimate").asDouble()).isEqualTo(0.553994);
    Html.assertSelfContained(page);
  }

  @Test
  void keeps_hostile_texts_as_the_texts_they_are() throws IOException {
    ObjectNode run = MAPPER.createObjectNode();
    ArrayNode models = run.putArray("models");
    ArrayNode claims = run.putArray("claims");
    for (String text : HostileTexts.ALL) {
      models.addObject().put("name", text).put("broken", text);
      claims.addObject().put("id", text).put("model", text).put("statement", text);
    }

    String page = IndexPage.of(run.toString());

    String data = Html.data(page, "claims");
    assertThat(MAPPER.readTree(data)).isEqualTo(run);
    assertThat(data).doesNotContain("<", ">", "&").matches("[\\x20-\\x7e]*");
    Html.assertSelfContained(page);
  }

  @Test
  void lets_no_script_run_but_its_own() throws NoSuchAlgorithmException {
    String page = IndexPage.of("{\"models\":[],\"claims\":[]}");

    Matcher own = Pattern.compile("<script>(.*)</script>", Pattern.DOTALL).matcher(page);
    assertThat(own.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(own.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(page.replace("&#x3D;", "=").replace("&#61;", "="))
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
  }

  @Test
  void is_under_a_megabyte_for_the_default_run() {
    // 26 nulls and 108 rows of each of 47 claims make 600 kB of claims.json.
    String page = IndexPage.of(SampleRun.repeated(47));

    assertThat(page.length()).isBetween(300_000, 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"models\": [",
        "{\"models\": [], \"claims\": []} more",
        "{\"models\": [{}], \"claims\": []}",
        "{\"models\": [], \"claims\": [{\"id\": \"a\"}]}",
        "{\"models\": [], \"claims\": [{\"id\": \"a\", \"model\": \"m\", \"measured\": {}}]}",
        "not JSON"
      })
  void refuses_what_no_run_has_written(String text) {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> IndexPage.of(text))
        .withMessageStartingWith("This is not the claims.json of a run (")
        .withMessageEndingWith("); run mvn test to have it written again.")
        .withMessageMatching(".*"); // one line
  }

  @Test
  void writes_the_page_whole_or_not_at_all(@TempDir Path folder) throws IOException {
    Path claims = Files.writeString(folder.resolve("claims.json"), SampleRun.text());
    Path html = folder.resolve("new").resolve("index.html");

    IndexPage.write(claims, html);
    String page = Files.readString(html);
    Files.writeString(claims, "{");

    assertThatExceptionOfType(AssayException.class).isThrownBy(() -> IndexPage.write(claims, html));
    assertThat(Files.readString(html)).isEqualTo(page).isEqualTo(IndexPage.of(SampleRun.text()));
    try (var files = Files.list(html.getParent())) {
      assertThat(files.toList()).isEqualTo(List.of(html));
    }
  }

  @Test
  void says_in_one_sentence_what_it_cannot_read(@TempDir Path folder) {
    Path missing = folder.resolve("claims.json");

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> IndexPage.write(missing, folder.resolve("index.html")))
        .withMessageStartingWith(missing + " cannot be read");
  }
}
