package dev.assay.allure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.file.JsonFile;
import dev.assay.file.WholeFiles;
import io.qameta.allure.util.PropertiesUtils;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder that Allure makes its report from, and the files in it. */
final class ResultFolder {
  static final String RESULT = "-result.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  private ResultFolder() {}

  static Path path() {
    return Path.of(
        PropertiesUtils.loadAllureProperties()
            .getProperty("allure.results.directory", "allure-results"));
  }

  /** The results in it, of claims and of other tests; none if there is no such folder. */
  static List<Path> results() throws IOException {
    return files("*" + RESULT);
  }

  static List<Path> files(String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(path())) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(path(), pattern)) {
        files.forEach(found::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return found;
  }

  /**
   * What a result says; absent if another JVM has deleted it in the meantime.
   *
   * @throws JsonProcessingException if it is half written
   */
  static Optional<JsonNode> read(Path result) throws IOException {
    try {
      return Optional.of(JsonFile.tree(Files.readAllBytes(result)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
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

  /** Deletes a result with its attachments. */
  static void delete(Path result, JsonNode content) throws IOException {
    for (String attachment : content.findValuesAsText("source")) {
      Files.deleteIfExists(result.resolveSibling(Path.of(attachment).getFileName()));
    }
    Files.deleteIfExists(result);
  }

  /** Writes a file of JSON, names as Allure has them, whole or not at all. */
  static boolean write(String name, Object content) {
    Path file = path().resolve(name);
    return Trouble.remember(
        () ->
            WholeFiles.write(
                List.of(
                    new WholeFiles.Content(
                        file, out -> out.write(JSON.writeValueAsBytes(content))))));
  }

  /** The same of a text. */
  static boolean writeText(String name, String text) {
    Path file = path().resolve(name);
    return Trouble.remember(() -> WholeFiles.write(List.of(WholeFiles.Content.of(file, text))));
  }

  /** Writes an attachment, which is of no use before its result is there. */
  static boolean writeAttachment(String name, String text) {
    Path file = path().resolve(name);
    return Trouble.remember(
        file,
        () -> {
          // Java 17 refuses to create a folder that is there as a link.
          if (!Files.isDirectory(path())) {
            Files.createDirectories(path());
          }
          Files.writeString(file, text);
        });
  }
}
