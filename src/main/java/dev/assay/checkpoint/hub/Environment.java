package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Environment variables, read the way Python's huggingface_hub reads them. */
record Environment(Map<String, String> variables) {
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)\\}|(\\w+))");

  /** The first of these that is set to something: an empty variable counts as unset. */
  Optional<String> first(String... names) {
    return firstSet(names).map(variables::get);
  }

  /** The name of the first of these that is set to something. */
  Optional<String> firstSet(String... names) {
    return Arrays.stream(names)
        .filter(name -> !variables.getOrDefault(name, "").isBlank())
        .findFirst();
  }

  boolean isTrue(String... names) {
    return first(names).map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT))).orElse(false);
  }

  /**
   * A path variable with {@code ~} and {@code $NAME} replaced, as os.path.expanduser and expandvars
   * do.
   */
  Optional<Path> path(String... names) {
    return first(names).map(this::expand).map(Path::of);
  }

  Path home() {
    Path home =
        Path.of(first("HOME", "USERPROFILE").orElseGet(() -> System.getProperty("user.home")));
    if (!home.isAbsolute()) {
      // Java says "?" where the user's id has no entry in passwd.
      throw new AssayException(
          "This user has no home directory, so that there is no place for the hub's cache; set HOME"
              + " or HF_HOME to a folder.");
    }
    return home;
  }

  private String expand(String text) {
    String started =
        text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")
            ? home() + text.substring(1)
            : text;
    return VARIABLE
        .matcher(started)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              return Matcher.quoteReplacement(variables.getOrDefault(name, found.group()));
            });
  }
}
