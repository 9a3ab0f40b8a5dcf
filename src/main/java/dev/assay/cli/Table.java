package dev.assay.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Lines of cells for people to read: columns of text stand left, columns of numbers right. */
final class Table {
  private static final String GAP = "  ";
  private final int textColumns;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * @param textColumns how many columns, from the left, hold text
   */
  Table(int textColumns) {
    this.textColumns = textColumns;
  }

  void line(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  /** Four decimals; "-" where there is no number. */
  static String number(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.4f", number.getAsDouble()) : "-";
  }

  void print(PrintStream out) {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(
                column ->
                    lines.stream()
                        .filter(line -> column < line.size())
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
            .toArray();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        String blanks = " ".repeat(widths[column] - width(cell));
        text.append(column == 0 ? "" : GAP)
            .append(column < textColumns ? cell + blanks : blanks + cell);
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
