package dev.assay.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.samskivert.mustache.Mustache;
import dev.assay.file.JsonFile;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The front page of a run, {@code target/assay/index.html}: which findings hold on which model, how
 * strongly, beside which null models, and what changed. All its numbers are those of claims.json,
 * which is embedded in it; what that file does not have is left out.
 */
public final class IndexPage {
  private static final JsonMapper WRITER = new JsonMapper();

  private IndexPage() {}

  /**
   * Writes the page of a run, whole or not at all.
   *
   * @param claimsJson what the run found
   * @param html the page; its folder is made if there is none
   * @throws AssayException if the one cannot be read or is no claims.json, or the other cannot be
   *     written
   */
  public static void write(Path claimsJson, Path html) {
    JsonNode run;
    try {
      run = JsonFile.tree(Files.readAllBytes(claimsJson));
    } catch (JsonProcessingException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); run mvn test to have it written again.".formatted(claimsJson, e),
          e);
    }
    requireRun(run);
    PageFile.write(html, out -> write(run, out));
  }

  /**
   * The page of a run.
   *
   * @param claimsJson the text of claims.json
   * @throws AssayException if it is no such text
   */
  public static String of(String claimsJson) {
    StringWriter page = new StringWriter(claimsJson.length());
    try {
      JsonNode run = JsonFile.tree(claimsJson);
      requireRun(run);
      write(run, page);
    } catch (JsonProcessingException e) {
      throw refusal(e);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory", e);
    }
    return page.toString();
  }

  private static void write(JsonNode run, Writer page) throws IOException {
    Mustache.Lambda claims =
        (fragment, out) -> {
          try (JsonGenerator json = EmbeddedJson.generator(out)) {
            WRITER.writeTree(json, run);
          }
        };
    PageTemplate.of(
            "index",
            List.of("base.css", "index.css"),
            List.of(
                "dom.js", "run.js", "plots.js", "overview.js", "table.js", "detail.js", "index.js"))
        .write(Map.of("claims", claims), page);
  }

  private static void requireRun(JsonNode run) {
    if (!run.path("models").isArray() || !run.path("claims").isArray()) {
      throw refusal("it has no models or no claims");
    }
    for (JsonNode model : run.get("models")) {
      if (!model.path("name").isTextual()) {
        throw refusal("a model has no name");
      }
    }
    for (JsonNode claim : run.get("claims")) {
      if (!claim.path("id").isTextual() || !claim.path("model").isTextual()) {
        throw refusal("a claim has no id or no model");
      }
      JsonNode measured = claim.path("measured");
      if (!measured.isMissingNode()
          && !(measured.path("verdict").isTextual() && measured.path("interval").isObject())) {
        throw refusal(
            "'%s' was measured but has no verdict or no interval"
                .formatted(claim.get("id").asText()));
      }
    }
  }

  private static AssayException refusal(JsonProcessingException e) {
    return refusal(
        "line %d, column %d: %s"
            .formatted(
                e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                e.getOriginalMessage()));
  }

  private static AssayException refusal(String why) {
    return new AssayException(
        "This is not the claims.json of a run (%s); run mvn test to have it written again."
            .formatted(why));
  }
}
