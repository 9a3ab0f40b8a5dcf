package dev.assay.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AssayVersionTest {

  @Test
  void is_the_version_of_the_project() throws IOException {
    assertThat(AssayVersion.current()).matches("[0-9]+[.][0-9]+[.][0-9]+(-[A-Za-z0-9.]+)?");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains(
            "<artifactId>assay</artifactId>\n  <version>%s<".formatted(AssayVersion.current()));
  }
}
