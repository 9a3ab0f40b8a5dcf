package dev.assay.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines of cells, in columns as wide as their widest cell, with two blanks between them; the first
 * is made as narrow as the others need it to be.
 */
final class Columns {
  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  /** What fits into most terminals and build logs. */
  private static final int LINE = 120;

  /** Less would not tell one name from another. */
  private static final int LEAST = 16;

  private final List<List<String>> lines = new ArrayList<>();

  void add(String... cells) {
    lines.add(List.of(cells));
  }

  void add(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  /** A text between the lines, on as many as it needs. */
  void heading(String text) {
    String rest = text;
    while (rest.length() > LINE && rest.lastIndexOf(' ', LINE) > INDENT.length()) {
      int end = rest.lastIndexOf(' ', LINE);
      lines.add(List.of(rest.substring(0, end)));
      rest = INDENT + rest.substring(end + 1);
    }
    lines.add(List.of(rest));
  }

  List<String> aligned() {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(
                c ->
                    lines.stream()
                        .filter(line -> line.size() > 1 && line.size() > c)
                        .mapToInt(line -> line.get(c).length())
                        .max()
                        .orElse(0))
            .toArray();
    if (columns > 0) {
      int all = IntStream.of(widths).sum() + GAP.length() * (columns - 1);
      widths[0] = Math.min(widths[0], Math.max(LEAST, widths[0] - (all - LINE)));
    }
    return lines.stream().map(line -> aligned(line, widths)).toList();
  }

  private static String aligned(List<String> line, int[] widths) {
    if (line.size() == 1) {
      return line.get(0);
    }
    return IntStream.range(0, line.size())
        .mapToObj(
            c -> {
              String cell = shortened(line.get(c), widths[c]);
              return cell + " ".repeat(widths[c] - cell.length());
            })
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  /** A text as short as asked for: its end tells more than its middle. */
  static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int tail = width / 2;
    return text.substring(0, width - tail - 1) + "…" + text.substring(text.length() - tail);
  }
}
