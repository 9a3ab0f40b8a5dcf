package dev.assay.claim;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A ledger's rows, {@code claims/ledger/<model>.rows.csv}: a line per claim and row, claims by id,
 * rows in the order in which they were measured, which is the fixture's.
 */
final class RowsFile {
  private static final List<String> HEADER = List.of("claim", "row", "value", "cluster");
  private static final int CLAIM = 0;
  private static final int ROW = 1;
  private static final int VALUE = 2;
  private static final int CLUSTER = 3;

  private RowsFile() {}

  /** The file's text, the same for the same rows on every platform. */
  static String text(SortedMap<String, List<RowValue>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(HEADER);
      rows.forEach(
          (claim, values) ->
              values.forEach(
                  value -> csv.writeRecord(claim, value.row(), value.written(), value.cluster())));
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory", e);
    }
    return text.toString();
  }

  /**
   * The rows by claim; none if there is no such file.
   *
   * @throws AssayException if it cannot be read, or holds something else
   */
  static SortedMap<String, List<RowValue>> read(Path file) {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new AssayException(
          "%s cannot be read (%s); check its permissions and that it is UTF-8.".formatted(file, e),
          e);
    }
  }

  private static SortedMap<String, List<RowValue>> parse(Path file, String text) {
    SortedMap<String, Map<String, RowValue>> claims = new TreeMap<>();
    long line = 0;
    try {
      for (CsvRecord record : CsvReader.builder().ofCsvRecord(text)) {
        line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (line == 1) {
          if (!cells.equals(HEADER)) {
            throw wrong(file, line, "its header is not " + String.join(",", HEADER));
          }
          continue;
        }
        RowValue row = new RowValue(cells.get(ROW), cells.get(CLUSTER), value(file, line, cells));
        String claim = cells.get(CLAIM);
        // In the order of the file.
        if (claims.computeIfAbsent(claim, id -> new LinkedHashMap<>()).put(row.row(), row)
            != null) {
          throw wrong(file, line, "row %s of %s is there twice".formatted(row.row(), claim));
        }
      }
    } catch (CsvParseException e) {
      String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw wrong(file, line + 1, "this is no CSV of four columns: " + why);
    }
    return claims.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                claim -> new ArrayList<>(claim.getValue().values()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static double value(Path file, long line, List<String> cells) {
    try {
      double value = Double.parseDouble(cells.get(VALUE));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, as of numbers that are not finite.
    }
    throw wrong(file, line, "the value '%s' is no finite number".formatted(cells.get(VALUE)));
  }

  private static AssayException wrong(Path file, long line, String what) {
    return new AssayException(
        "%s, line %d: %s; restore the file from version control.".formatted(file, line, what));
  }
}
