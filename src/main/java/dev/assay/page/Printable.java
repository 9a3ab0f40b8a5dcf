package dev.assay.page;

/** Text for HTML itself, where some characters cannot stand even when they are escaped. */
final class Printable {
  private static final String NOT_IN_HTML =
      "[\\p{Cc}\\p{Cs}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{fffe}\\x{ffff}&&[^\\t\\n\\r]]";

  private Printable() {}

  /** The text with U+FFFD for control characters, direction marks and halves of surrogate pairs. */
  static String of(String text) {
    return text.replaceAll(NOT_IN_HTML, "\ufffd");
  }
}
