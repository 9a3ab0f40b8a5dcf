package dev.assay.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of Allure results, made and read without Allure.
 *
 * @param path of the folder
 */
record AllureFolder(Path path) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The result of a claim's earlier run, with one attachment. */
  void plant(String name, String framework, String type, String claim) throws IOException {
    Files.createDirectories(path);
    Files.writeString(
        path.resolve(name + "-result.json"),
        """
        {"uuid": "%1$s", "name": "verdict", "status": "passed",
         "labels": [{"name": "suite", "value": "%4$s"}, {"name": "framework", "value": "%2$s"},
                    {"name": "testClass", "value": "%3$s"}],
         "attachments": [{"name": "tokens", "source": "%1$s-attachment.txt", "type": "text/plain"}]}
        """
            .formatted(name, framework, type, claim));
    Files.writeString(path.resolve(name + "-attachment.txt"), "[CLS]");
  }

  boolean has(String name) {
    return Files.exists(path.resolve(name + "-result.json"))
        && Files.exists(path.resolve(name + "-attachment.txt"));
  }

  boolean hasNothingOf(String name) {
    return !Files.exists(path.resolve(name + "-result.json"))
        && !Files.exists(path.resolve(name + "-attachment.txt"));
  }

  /** The results of one claim on a model, whichever run they are of. */
  List<JsonNode> of(String claim, String model) {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.toString().endsWith("-result.json"))
          .map(AllureFolder::read)
          .filter(result -> label(result, "suite").equals(claim))
          .filter(result -> label(result, "subSuite").equals(model))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String label(JsonNode result, String name) {
    for (JsonNode label : result.path("labels")) {
      if (label.path("name").asText().equals(name)) {
        return label.path("value").asText();
      }
    }
    return "";
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
