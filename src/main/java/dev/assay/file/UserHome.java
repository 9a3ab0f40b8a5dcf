package dev.assay.file;

import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's home directory, also where the user's id has no name, as in many containers. */
public final class UserHome {

  private UserHome() {}

  /**
   * What Java takes for it, or {@code HOME}. Java knows none for a user without an entry in passwd,
   * says "?", and would put everything into a folder of that name.
   *
   * @param variable what can be set instead
   * @throws AssayException if neither is a folder
   */
  public static Path of(Map<String, String> environment, String variable) {
    return find(System.getProperty("user.home", "?"), environment)
        .orElseThrow(
            () ->
                new AssayException(
                    "This user has no home directory, so that there is no place for a cache; set HOME or %s to a folder."
                        .formatted(variable)));
  }

  /**
   * The first of both that is a folder.
   *
   * @param java what Java takes for it
   */
  public static Optional<Path> find(String java, Map<String, String> environment) {
    return Stream.of(java, environment.getOrDefault("HOME", ""))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .filter(path -> path.isAbsolute() && Files.isDirectory(path))
        .findFirst();
  }
}
