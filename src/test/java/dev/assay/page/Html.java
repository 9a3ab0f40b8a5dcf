package dev.assay.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into a page as a browser would: a script element ends at the first end tag. */
final class Html {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private Html() {}

  /** The text of the data block with this id. */
  static String data(String page, String id) {
    Matcher script = SCRIPT.matcher(page);
    while (script.find()) {
      if (script.group(1).contains("id=\"" + id + "\"")) {
        return script.group(2);
      }
    }
    throw new AssertionError("There is no script element " + id + ".");
  }

  /** Asserts that a page is its own data and its own script and asks for nothing else. */
  static void assertSelfContained(String page) {
    Matcher script = SCRIPT.matcher(page);
    int count = 0;
    while (script.find()) {
      count++;
      assertThat(script.group(1)).doesNotContain("src");
    }
    assertThat(count).isEqualTo(2);
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<link", "<img", "<iframe", "@import")
        .doesNotContainPattern("url\\((?!#)");
  }
}
