package dev.assay.junit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.file.JsonFile;
import dev.assay.study.Build;
import dev.assay.study.ClaimBody;
import dev.assay.trace.AssayException;
import io.qameta.allure.util.PropertiesUtils;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;

/** The folder that Allure makes its report from. It adds to what it finds there. */
final class AllureResults {
  /** The label by which results of claims are told from those of other tests. */
  static final String FRAMEWORK = "assay";

  /** Claims whose earlier results are gone: what this JVM has written since is to stay. */
  private static final Set<String> FORGOTTEN = new HashSet<>();

  private AllureResults() {}

  static Path folder() {
    return Path.of(
        PropertiesUtils.loadAllureProperties()
            .getProperty("allure.results.directory", "allure-results"));
  }

  /** How to see the report, as far as the project that the claims are run in tells. */
  static String hint(Path project) {
    Path pom = project.resolve("pom.xml");
    try {
      return Files.isRegularFile(pom) && Files.readString(pom).contains("allure-maven")
          ? "report: mvn allure:report"
          : "Allure results: " + folder();
    } catch (IOException e) {
      return "Allure results: " + folder();
    }
  }

  /**
   * Deletes what earlier runs left of the claims of this one, and of claims that no longer exist,
   * with its attachments: Allure would show it as retries. Results of other claims stay, since they
   * may be from another part of the same build, and so does whatever is not of claims. What cannot
   * be deleted is {@linkplain AllureTrouble said at the end}.
   */
  static synchronized void forget(Collection<ClaimBody> claims) {
    Set<String> ids =
        claims.stream().map(method -> method.claim().id()).collect(Collectors.toSet());
    ids.removeAll(FORGOTTEN);
    FORGOTTEN.addAll(ids);
    if (!Files.isDirectory(folder())) {
      return;
    }
    Map<String, Boolean> vanished = new HashMap<>();
    AllureTrouble.remember(
        () -> {
          for (Path result : results()) {
            AllureTrouble.remember(() -> forget(result, ids, vanished));
          }
        });
  }

  private static List<Path> results() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> results = Files.newDirectoryStream(folder(), "*-result.json")) {
      results.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /**
   * @param vanished what is known of claims of earlier results: each has as many as it has rows
   */
  private static void forget(Path file, Set<String> ids, Map<String, Boolean> vanished)
      throws IOException {
    JsonNode result;
    try {
      result = JsonFile.tree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return; // Deleted by another JVM of this run.
    } catch (JsonProcessingException e) {
      // Half written by a run that was killed, or being written by another JVM of this one.
      if (Build.isOlder(file)) {
        Files.deleteIfExists(file);
      }
      return;
    }
    String id = label(result, "suite");
    String type = label(result, "testClass");
    if (label(result, "framework").equals(FRAMEWORK)
        && (ids.contains(id)
            || vanished.computeIfAbsent(type + "#" + id, claim -> hasVanished(type, id)))) {
      for (String attachment : result.findValuesAsText("source")) {
        Files.deleteIfExists(file.resolveSibling(Path.of(attachment).getFileName()));
      }
      Files.deleteIfExists(file);
    }
  }

  private static String label(JsonNode result, String name) {
    for (JsonNode label : result.path("labels")) {
      if (label.path("name").asText().equals(name)) {
        return label.path("value").asText();
      }
    }
    return "";
  }

  private static boolean hasVanished(String type, String id) {
    if (type.isEmpty()) {
      return false;
    }
    try {
      return ReflectionSupport.tryToLoadClass(type)
          .toOptional()
          .filter(
              found ->
                  ClaimMethod.candidates(found).stream()
                      .map(ClaimMethod::of)
                      .anyMatch(claims -> claims.mayHave(id)))
          .isEmpty();
    } catch (AssayException e) {
      // It is malformed, and says so when it is run.
      return false;
    }
  }
}
