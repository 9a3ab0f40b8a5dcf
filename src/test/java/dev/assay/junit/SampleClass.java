package dev.assay.junit;

/**
 * The source of a class with one claim, whose id is the class's name in lower case.
 *
 * @param name of the class
 * @param source of its file
 */
record SampleClass(String name, String source) {
  private static final String IMPORTS =
      """
      package samples;

      import dev.assay.fixture.TextRow;
      import dev.assay.junit.*;
      import dev.assay.model.Model;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.condition.*;

      """;

  private static final String FINDING =
      """
      @Finding(id = "%s", statement = "Something is so.", source = "Somebody 2020")
      """;

  private static final String METHOD =
      """
        @ClaimTest
        @Rows("rows.csv")
        @MeanAtLeast(value = 0.1, unit = "tokens", because = "Less would not matter.")
        double measure(TextRow row, Model model, Evidence evidence) {
          return %s;
        }
      """;

  /** Its effect is of 1.2 tokens or so, on every row. */
  static SampleClass supported(String name) {
    return of(name, "", "", "1 + row.text().length() / 100.0");
  }

  /**
   * @param annotations of the class
   * @param members beside the claim's method
   * @param effect the Java expression for a row's effect
   */
  static SampleClass of(String name, String annotations, String members, String effect) {
    return new SampleClass(
        name,
        IMPORTS
            + annotations
            + "\n"
            + finding(name)
            + "class "
            + name
            + " {\n"
            + members
            + method(effect)
            + "}\n");
  }

  /** A file with something else in it. */
  static SampleClass with(String name, String declarations) {
    return new SampleClass(name, IMPORTS + declarations);
  }

  static String finding(String name) {
    return FINDING.formatted(name.toLowerCase(java.util.Locale.ROOT));
  }

  static String method(String effect) {
    return METHOD.formatted(effect);
  }
}
