package dev.assay.page;

import dev.assay.file.WholeFiles;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
    try {
      WholeFiles.write(
          file,
          out -> {
            Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            content.writeTo(html);
            html.flush();
          });
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be written (%s); check the folder, its permissions and the free space."
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
