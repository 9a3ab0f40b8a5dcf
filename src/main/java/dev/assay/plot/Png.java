package dev.assay.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Turns a drawing into pixels. */
final class Png {
  /** Two pixels per unit: crisp on the dense screens that most readers have. */
  private static final int PIXELS_PER_UNIT = 2;

  /** About ten bytes each while it is drawn, so that it fits into the heap Java takes by itself. */
  private static final long MOST_PIXELS = 50_000_000;

  private static final String NO_BATIK =
      "A PNG is drawn by Batik, which is not on the class path; add the artifact"
          + " org.apache.xmlgraphics:batik-transcoder, or write SVG.";

  private static final String NO_FONT =
      "A PNG needs a font and this machine has none; install fontconfig and a font such as"
          + " DejaVu, or write SVG.";

  private Png() {}

  /**
   * @throws IllegalStateException if a drawing of this size takes minutes and gigabytes
   */
  static void requireRoom(double width, double height) {
    long across = (long) Math.ceil(width * PIXELS_PER_UNIT);
    long down = (long) Math.ceil(height * PIXELS_PER_UNIT);
    if (across * down > MOST_PIXELS) {
      throw new IllegalStateException(
          "A PNG of %d × %d pixels is too large to be drawn; write SVG, or draw one head or a shorter text."
              .formatted(across, down));
    }
  }

  /**
   * @param svg all but the cells, which are painted here: tens of thousands of shapes take Batik a
   *     minute and gigabytes
   * @throws IllegalStateException if Batik is not on the class path, or the machine has no font
   */
  static byte[] of(Svg svg, FigureLayout layout) {
    if (System.getProperty("java.awt.headless") == null) {
      // Must be set before AWT loads; a program that wants windows has said so itself.
      System.setProperty("java.awt.headless", "true");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      BufferedImage image = Raster.of(svg, PIXELS_PER_UNIT);
      layout.panels().forEach(panel -> cells(image, panel, layout.cell()));
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from memory
    } catch (InternalError | LinkageError e) {
      // A class that is not there has this cause; a machine without a font or without libfontconfig
      // is reported by AWT as classes that cannot be initialised, or as an InternalError.
      throw new IllegalStateException(
          e.getCause() instanceof ClassNotFoundException ? NO_BATIK : NO_FONT, e);
    }
    return bytes.toByteArray();
  }

  /** Cells begin on whole units, so that these are exact. */
  private static void cells(BufferedImage image, FigureLayout.Panel panel, int cell) {
    Graphics2D graphics = image.createGraphics();
    Heatmap map = panel.map();
    int side = cell * PIXELS_PER_UNIT;
    int left = (int) (panel.x() * PIXELS_PER_UNIT);
    int top = (int) (panel.y() * PIXELS_PER_UNIT);
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        graphics.setColor(Color.decode(panel.scale().colour(map.value(row, column))));
        graphics.fillRect(left + column * side, top + row * side, side, side);
      }
    }
    graphics.dispose();
  }
}
