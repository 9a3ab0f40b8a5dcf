package dev.assay.checkpoint.tokenizer;

/**
 * Turns positions that count Unicode code points, as Hugging Face's library has them, into Java's,
 * where a character beyond U+FFFF counts twice. Each position is counted from the one before, so a
 * text's tokens in their order take one pass over it.
 */
final class CodePoints {
  private final String text;
  private int counted = 0;
  private int utf16 = 0;

  CodePoints(String text) {
    this.text = text;
  }

  int toUtf16(int codePoints) {
    utf16 = text.offsetByCodePoints(utf16, codePoints - counted);
    counted = codePoints;
    return utf16;
  }
}
