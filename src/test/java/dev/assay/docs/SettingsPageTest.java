package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/settings.md has every property that the code reads, once. */
class SettingsPageTest {
  private static final Pattern READ = Pattern.compile("\"(assay\\.[a-z.]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `-D(assay\\.[a-z.]+)` \\|");

  @Test
  void has_every_property_once() throws IOException {
    List<String> rows =
        ROW.matcher(Page.read("docs/settings.md").text())
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(read());
  }

  private static Set<String> read() throws IOException {
    Set<String> properties = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        READ.matcher(Files.readString(file))
            .results()
            .forEach(property -> properties.add(property.group(1)));
      }
    }
    return properties;
  }
}
