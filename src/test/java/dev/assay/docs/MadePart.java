package dev.assay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document that is made of what is on record, between two comments.
 *
 * @param page the document
 * @param name of the part, in the comments
 */
record MadePart(Path page, String name) {

  /**
   * Compares it with what is made now; with {@code -Dassay.docs=write} writes that instead.
   *
   * @param test who compares
   */
  void assertIs(String made, Class<?> test) throws IOException {
    String text = Files.readString(page);
    String beginning = "<!-- %s:BEGIN -->\n".formatted(name);
    int begin = text.indexOf(beginning) + beginning.length();
    int end = text.indexOf("<!-- %s:END -->\n".formatted(name));
    assertThat(begin).isBetween(beginning.length(), end);

    if (System.getProperty("assay.docs", "").equals("write")) {
      Files.writeString(page, text.substring(0, begin) + made + text.substring(end));
    } else {
      assertThat(text.substring(begin, end))
          .as("%s; to write it: mvn test -Dtest=%s -Dassay.docs=write", page, test.getSimpleName())
          .isEqualTo(made);
    }
  }
}
