package dev.assay.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How wide text will be, without asking a font: the reader's browser has other fonts than the
 * machine that draws, and a server may have none. The widths are those of a wide sans-serif (DejaVu
 * Sans, Verdana), so that narrower fonts leave a little room and nothing is clipped.
 */
final class Text {
  private static final String ELLIPSIS = "…";

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Text() {}

  /** Width in the units of {@code size}, the font size. */
  static double width(String text, double size) {
    return text.codePoints().mapToDouble(Text::em).sum() * size;
  }

  /** The text itself, or as much of its beginning as fits, followed by an ellipsis. */
  static String fit(String text, double size, double maxWidth) {
    if (width(text, size) <= maxWidth) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    double room = maxWidth - width(ELLIPSIS, size);
    for (int codePoint : text.codePoints().toArray()) {
      room -= em(codePoint) * size;
      if (room < 0) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept.append(ELLIPSIS).toString();
  }

  /** Lines broken at spaces; a single word wider than the line is shortened. */
  static List<String> wrap(String text, double size, double maxWidth) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : SPACES.splitAsStream(text.strip()).toList()) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, size) > maxWidth && !line.isEmpty()) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines.stream().map(each -> fit(each, size, maxWidth)).toList();
  }

  private static double em(int codePoint) {
    if (codePoint >= 0x1100) {
      int type = Character.getType(codePoint);
      boolean combines =
          type == Character.NON_SPACING_MARK || codePoint == 0x200D || codePoint == 0xFE0F;
      boolean alphabetOrPunctuation = codePoint < 0x2E80;
      return combines ? 0 : alphabetOrPunctuation ? 0.85 : codePoint > 0xFFFF ? 1.35 : 1.05;
    }
    if ("ijlIJ.,:;'|!`/\\ ".indexOf(codePoint) >= 0) {
      return 0.36;
    }
    if ("frt()[]{}-\"".indexOf(codePoint) >= 0) {
      return 0.45;
    }
    if ("wMOQ#&+=<>~".indexOf(codePoint) >= 0) {
      return 0.87;
    }
    if ("mW@%—".indexOf(codePoint) >= 0) {
      return 1;
    }
    return Character.isUpperCase(codePoint) ? 0.74 : 0.64;
  }
}
