package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.checkpoint.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LICENSES.md names what is passed on, all of it and nothing else. */
class LicencesTest {
  private static final Path LIBRARIES = Path.of("target/lib");
  private static final Pattern JAR = Pattern.compile("(.+?)-\\d.*\\.jar");
  private static final Pattern NAMED = Pattern.compile("`([a-z][\\w-]*)`");

  @Test
  @Tag("slow")
  void lists_every_library_beside_the_packaged_jar_and_no_other() throws IOException {
    assertThat(LIBRARIES).as("made by 'mvn package'").isDirectory();
    Set<String> shipped;
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      shipped =
          jars.map(jar -> artifact(String.valueOf(jar.getFileName())))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    // Which models come with it depends on the profile.
    shipped.removeAll(named("## Models", "## Building"));
    assertThat(shipped).containsExactlyInAnyOrderElementsOf(named("## Libraries", "## Models"));
  }

  @Test
  void lists_every_model_of_the_catalog_with_the_artifact_that_it_comes_in() throws IOException {
    List<String> lines = section("## Models", "## Building").lines().toList();
    for (Catalog.Entry entry : Catalog.entries()) {
      String artifact = entry.source().replaceFirst("^Maven .*:", "`");
      assertThat(lines)
          .as(entry.name())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("| " + entry.name() + " |")
                      .contains(entry.source().startsWith("Maven ") ? artifact + "`" : "the hub"));
    }
  }

  private static String artifact(String jar) {
    Matcher name = JAR.matcher(jar);
    assertThat(name.matches()).as(jar).isTrue();
    return name.group(1);
  }

  private static Set<String> named(String from, String to) throws IOException {
    return NAMED
        .matcher(section(from, to))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String section(String from, String to) throws IOException {
    String text = Files.readString(Path.of("LICENSES.md"));
    return text.substring(text.indexOf(from), text.indexOf(to));
  }
}
