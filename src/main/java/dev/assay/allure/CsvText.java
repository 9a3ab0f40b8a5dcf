package dev.assay.allure;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A table of the report as CSV, whatever is in its cells. */
final class CsvText {
  private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-]");

  private final StringWriter text = new StringWriter();
  private final CsvWriter csv =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

  CsvText(String... columns) {
    csv.writeRecord(columns);
  }

  /** One line, a cell for each column. */
  void row(Object... cells) {
    csv.writeRecord(Arrays.stream(cells).map(CsvText::cell).toList());
  }

  /** A table is opened in a spreadsheet, for which a text like {@code =cmd()} is a formula. */
  private static String cell(Object content) {
    return content instanceof String text && FORMULA.matcher(text).lookingAt()
        ? "'" + text
        : String.valueOf(content);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
