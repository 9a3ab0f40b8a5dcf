package dev.assay.allure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the pages of a run are, seen from Allure's report: Maven writes that to {@code
 * target/site/NAME/index.html}, and the run its pages to {@code target/assay}.
 */
final class RunPages {
  private static final String FOLDER = "../../assay/";

  private RunPages() {}

  static String claim(String id) {
    return FOLDER + "index.html#claim=" + encoded(id);
  }

  /**
   * A row in a page with every head.
   *
   * @param page its file, relative to the run's pages
   */
  static String row(String page, String row) {
    return FOLDER + page + "#row=" + encoded(row);
  }

  private static String encoded(String text) {
    // Unlike in a form, a blank is no plus sign in an address.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
