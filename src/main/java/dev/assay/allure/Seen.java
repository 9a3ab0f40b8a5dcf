package dev.assay.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.qameta.allure.model.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A result of a claim, as much of it as outlives the run.
 *
 * @param history by which it is known again
 * @param status as Allure has it, such as {@code passed}
 * @param message what it says in one line
 * @param start when it began, in milliseconds since 1970
 * @param stop when it ended
 */
record Seen(
    String history,
    String model,
    String verdict,
    String status,
    String message,
    long start,
    long stop) {

  /** The results of claims in Allure's folder, whichever run they are of: what the report has. */
  static List<Seen> inFolder() throws IOException {
    List<Seen> found = new ArrayList<>();
    for (Path file : ResultFolder.results()) {
      try {
        ResultFolder.read(file)
            .filter(
                result ->
                    ResultFolder.label(result, "framework").equals(OpenResult.FRAMEWORK)
                        && !ResultFolder.label(result, OpenResult.CLAIM).isEmpty())
            .map(Seen::of)
            .ifPresent(found::add);
      } catch (JsonProcessingException e) {
        // Not one of ours, which are written whole.
      }
    }
    return found;
  }

  private static Seen of(JsonNode result) {
    return new Seen(
        result.path("historyId").asText(),
        ResultFolder.label(result, "model"),
        ResultFolder.label(result, "verdict"),
        result.path("status").asText(),
        result.path("statusDetails").path("message").asText(),
        result.path("start").asLong(),
        result.path("stop").asLong());
  }

  /** The title of the category that it is in, if it is in one. */
  Optional<String> category() {
    return Category.of(Status.fromValue(status), message).map(Category::title);
  }
}
