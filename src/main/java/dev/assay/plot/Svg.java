package dev.assay.plot;

import java.util.StringTokenizer;

/** Writes one SVG document: well-formed whatever the texts contain, and without a spare byte. */
final class Svg {
  private final StringBuilder out = new StringBuilder(1 << 15);
  private final int width;
  private final int height;

  Svg(double width, double height, String description) {
    this.width = (int) Math.ceil(width);
    this.height = (int) Math.ceil(height);
    start(
        "svg xmlns width height viewBox font-family role aria-label",
        "http://www.w3.org/2000/svg",
        this.width,
        this.height,
        "0 0 " + this.width + " " + this.height,
        "sans-serif",
        "img",
        description);
    out.append('>');
    // Reports have dark themes; a picture keeps its own ground.
    shape("rect width height fill", "100%", "100%", "#fff");
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * An element without content.
   *
   * @param tag the element's name, then the names of its attributes, such as "circle cx cy r"
   * @param values one value per attribute
   */
  void shape(String tag, Object... values) {
    start(tag, values);
    out.append("/>");
  }

  /** A shape that shows a text while the pointer rests on it. */
  void shapeWithTooltip(String tooltip, String tag, Object... values) {
    String element = start(tag, values);
    out.append("><title>");
    escape(tooltip);
    out.append("</title></").append(element).append('>');
  }

  /** A text element; {@code attributes} are names in one string, as for a shape. */
  void text(String content, String attributes, Object... values) {
    start("text " + attributes, values);
    out.append('>');
    escape(content);
    out.append("</text>");
  }

  /** An element around what {@code content} writes, which inherits its attributes. */
  void within(String tag, Runnable content, Object... values) {
    String element = start(tag, values);
    out.append('>');
    content.run();
    out.append("</").append(element).append('>');
  }

  static String translate(double x, double y) {
    return "translate(" + Numbers.coordinate(x) + " " + Numbers.coordinate(y) + ")";
  }

  /** The document; this ends it only in the copy, so it can be asked for again. */
  @Override
  public String toString() {
    return out + "</svg>\n";
  }

  private String start(String tag, Object... values) {
    StringTokenizer names = new StringTokenizer(tag);
    String element = names.nextToken();
    out.append('<').append(element);
    for (Object value : values) {
      out.append(' ').append(names.nextToken()).append("=\"");
      if (value instanceof Double number) {
        out.append(Numbers.coordinate(number));
      } else {
        escape(value.toString());
      }
      out.append('"');
    }
    if (names.hasMoreTokens()) {
      throw new IllegalArgumentException("Attribute '" + names.nextToken() + "' has no value.");
    }
    return element;
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(allowedInXml(c) ? c : 0xFFFD);
              }
            });
  }

  /** XML 1.0, production 2: control characters and lone surrogates have no place in a document. */
  private static boolean allowedInXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
