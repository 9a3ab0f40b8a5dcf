package dev.assay.allure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.study.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What earlier builds left of the claims that are run, and of claims that no longer exist. Results
 * of other claims stay, since they may be from another part of the same build, and so does whatever
 * is not of claims.
 *
 * @param exists whether a class has a claim, by their names
 */
record Leftovers(BiPredicate<String, String> exists) {
  private static final Pattern ATTACHMENT =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\\d+-attachment\\..*");

  /**
   * Deletes results with their attachments, and attachments of runs that were ended before their
   * result was written. What cannot be deleted is {@linkplain Trouble said at the end}.
   *
   * @param claims ids of claims that are about to be run
   */
  void delete(Set<String> claims) {
    Map<String, Boolean> known = new HashMap<>();
    Set<String> kept = new HashSet<>();
    Trouble.remember(
        () -> {
          for (Path result : ResultFolder.results()) {
            String name = String.valueOf(result.getFileName());
            kept.add(name.substring(0, name.length() - ResultFolder.RESULT.length()));
            Trouble.remember(() -> delete(result, claims, known));
          }
          for (Path attachment : ResultFolder.files("*-attachment.*")) {
            Matcher own = ATTACHMENT.matcher(String.valueOf(attachment.getFileName()));
            if (own.matches() && !kept.contains(own.group(1))) {
              Trouble.remember(() -> deleteIfOld(attachment));
            }
          }
        });
  }

  /** One that is not old may be of a result that another JVM is about to write. */
  private static void deleteIfOld(Path file) throws IOException {
    if (Files.exists(file) && Build.isOlder(file)) {
      Files.deleteIfExists(file);
    }
  }

  private void delete(Path file, Set<String> claims, Map<String, Boolean> known)
      throws IOException {
    JsonNode result;
    try {
      result = ResultFolder.read(file).orElse(null);
    } catch (JsonProcessingException e) {
      // Half written by a run that was killed, or being written by another JVM of this one.
      deleteIfOld(file);
      return;
    }
    if (result == null || !ResultFolder.label(result, "framework").equals(OpenResult.FRAMEWORK)) {
      return;
    }
    String claim = ResultFolder.label(result, OpenResult.CLAIM);
    String type = ResultFolder.label(result, "testClass");
    boolean gone =
        claim.isEmpty() // a row, of a version of Assay that had a result for each
            || !known.computeIfAbsent(type + "#" + claim, key -> exists.test(type, claim));
    if (gone || (claims.contains(claim) && Build.isOlder(file))) {
      ResultFolder.delete(file, result);
    }
  }
}
