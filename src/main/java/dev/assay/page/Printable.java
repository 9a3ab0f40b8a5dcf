package dev.assay.page;

/**
 * Text for a reader, who cannot see some characters or would see others wrongly because of them.
 */
public final class Printable {
  private static final String NOT_IN_HTML =
      "[\\p{Cc}\\p{Cs}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{fffe}\\x{ffff}&&[^\\t\\n\\r]]";

  private Printable() {}

  /** The text with U+FFFD for control characters, direction marks and halves of surrogate pairs. */
  public static String of(String text) {
    return text.replaceAll(NOT_IN_HTML, "\ufffd");
  }

  /** The same in one line, for a title. */
  public static String line(String text) {
    return of(text).replaceAll("\\s+", " ").strip();
  }
}
