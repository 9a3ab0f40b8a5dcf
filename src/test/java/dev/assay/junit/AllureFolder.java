package dev.assay.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
         "labels": [{"name": "claim", "value": "%4$s"}, {"name": "framework", "value": "%2$s"},
                    {"name": "model", "value": "elsewhere"}, {"name": "verdict", "value": "SUPPORTED"},
                    {"name": "testClass", "value": "%3$s"}],
         "attachments": [{"name": "tokens", "source": "%1$s-attachment.txt", "type": "text/plain"}]}
        """
            .formatted(name, framework, type, claim));
    Files.writeString(path.resolve(name + "-attachment.txt"), "[CLS]");
    for (String end : List.of("-result.json", "-attachment.txt")) {
      Files.setLastModifiedTime(path.resolve(name + end), FileTime.from(Instant.EPOCH));
    }
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
          .filter(result -> label(result, "claim").equals(claim))
          .filter(result -> label(result, "model").equals(model))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one result of a claim on a model. */
  JsonNode only(String claim, String model) {
    List<JsonNode> all = of(claim, model);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Attachments in the folder that no result names. */
  List<String> orphans() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> all = files.toList();
      Set<String> named = new HashSet<>();
      all.stream()
          .filter(file -> file.toString().endsWith("-result.json"))
          .forEach(file -> named.addAll(read(file).findValuesAsText("source")));
      return all.stream()
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("-attachment.") && !name.startsWith("findings"))
          .filter(name -> !named.contains(name))
          .toList();
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
