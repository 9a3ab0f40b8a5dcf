package dev.assay.page;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Writes a page whole or not at all, and its folder if there is none. */
final class PageFile {
  /** Writes a page. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private PageFile() {}

  /**
   * @throws AssayException if the file cannot be written
   */
  static void write(Path file, Content content) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path fresh =
        folder.resolve(".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.createDirectories(folder);
      try {
        try (Writer out = Files.newBufferedWriter(fresh)) {
          content.writeTo(out);
        }
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); check the folder, its permissions and the free space."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
