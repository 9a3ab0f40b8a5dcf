package dev.assay.allure;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.Arrays;

/** A table of the report as CSV, whatever is in its cells. */
final class CsvText {
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

  CsvText(String... columns) {
    csv.writeRecord(columns);
  }

  /** One line, a cell for each column. */
  void row(Object... cells) {
    csv.writeRecord(Arrays.stream(cells).map(String::valueOf).toList());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
