package dev.assay.study;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which claims are judged, by id, as {@code -Dassay.claims=ID,ID*} says; all if it says nothing.
 *
 * @param patterns ids, in which {@code *} stands for any characters
 */
public record ClaimFilter(List<String> patterns) {
  public ClaimFilter {
    patterns = List.copyOf(patterns);
  }

  static ClaimFilter of(String list) {
    return new ClaimFilter(
        Arrays.stream(list.split(",", -1)).map(String::strip).filter(id -> !id.isEmpty()).toList());
  }

  /** Whether a claim is to be judged. */
  public boolean accepts(String id) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, id));
  }

  private static boolean matches(String pattern, String id) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return id.matches(regex);
  }
}
