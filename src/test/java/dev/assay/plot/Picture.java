package dev.assay.plot;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG text read back, so that tests ask what a reader would see. */
record Picture(Element root) {

  static Picture of(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Picture(
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("The SVG is not well-formed XML.", e);
    }
  }

  List<Element> all(String tag) {
    var nodes = root.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }

  Element text(String content) {
    return all("text").stream()
        .filter(text -> text.getTextContent().equals(content))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No text '" + content + "' in " + texts()));
  }

  List<String> tooltips() {
    return all("title").stream().map(Element::getTextContent).toList();
  }

  /** The cells of all heatmaps, in drawing order. */
  List<Element> cells() {
    return all("path");
  }

  /** The fill of the only cell with this tooltip. */
  String colourOf(String tooltip) {
    List<Element> cells =
        cells().stream().filter(cell -> cell.getTextContent().equals(tooltip)).toList();
    if (cells.size() != 1) {
      throw new AssertionError(cells.size() + " cells say '" + tooltip + "': " + tooltips());
    }
    return cells.get(0).getAttribute("fill");
  }

  /** The groups that hold cells, one per panel. */
  List<Element> panels() {
    return all("g").stream().filter(g -> g.hasAttribute("shape-rendering")).toList();
  }

  List<Element> colourBars() {
    return all("rect").stream()
        .filter(rect -> rect.getAttribute("fill").startsWith("url("))
        .toList();
  }

  int width() {
    return Integer.parseInt(root.getAttribute("width"));
  }

  int height() {
    return Integer.parseInt(root.getAttribute("height"));
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
