package dev.assay.trace;

/**
 * How messages show what somebody else wrote: names, values and texts out of files. What could act
 * on a terminal, hide or turn around its neighbours is escaped as {@code \}{@code uXXXX}, and what
 * is long is cut, so that a message stays one readable sentence whatever the file holds.
 */
public final class Quoted {
  /** Longer than any name or value that is meant to be read. */
  private static final int NAME = 120;

  /** Longer than most sentences. */
  private static final int TEXT = 300;

  private Quoted() {}

  /** A name or value in single quotes, cut after 120 characters. */
  public static String of(String name) {
    return "'" + printable(name, NAME) + "'";
  }

  /** A sentence in double quotes, cut after 300 characters. */
  public static String text(String sentence) {
    return '"' + printable(sentence, TEXT) + '"';
  }

  /** Without quotes, where a message has the words of another program: cut after 120 characters. */
  public static String plain(String words) {
    return printable(words, NAME);
  }

  private static String printable(String given, int most) {
    StringBuilder shown = new StringBuilder();
    int taken = 0;
    int at = 0;
    while (at < given.length() && taken < most) {
      int codePoint = given.codePointAt(at);
      if (isPlain(codePoint)) {
        shown.appendCodePoint(codePoint);
      } else {
        given
            .substring(at, at + Character.charCount(codePoint))
            .chars()
            .forEach(unit -> shown.append(String.format("\\u%04x", unit)));
      }
      at += Character.charCount(codePoint);
      taken++;
    }
    if (at < given.length()) {
      shown.append("... (").append(given.length()).append(" characters)");
    }
    return shown.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
