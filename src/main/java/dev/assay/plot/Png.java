package dev.assay.plot;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.apache.batik.transcoder.image.PNGTranscoder;

/** Turns a drawing into pixels. */
final class Png {
  /** Two pixels per unit: crisp on the dense screens that most readers have. */
  private static final float PIXELS_PER_UNIT = 2;

  private Png() {}

  /**
   * @throws IllegalStateException if a drawing of this size has more pixels than an array can hold
   */
  static void requireRoom(double width, double height) {
    long across = (long) Math.ceil(width * PIXELS_PER_UNIT);
    long down = (long) Math.ceil(height * PIXELS_PER_UNIT);
    if (across * down > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          "A PNG of "
              + across
              + " × "
              + down
              + " pixels is larger than Java can draw; write SVG, or draw one head or a shorter text.");
    }
  }

  static byte[] of(Svg svg) {
    if (System.getProperty("java.awt.headless") == null) {
      // Must be set before AWT loads; a program that wants windows has said so itself.
      System.setProperty("java.awt.headless", "true");
    }
    PNGTranscoder transcoder = new PNGTranscoder();
    transcoder.addTranscodingHint(ImageTranscoder.KEY_WIDTH, svg.width() * PIXELS_PER_UNIT);
    transcoder.addTranscodingHint(ImageTranscoder.KEY_HEIGHT, svg.height() * PIXELS_PER_UNIT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      transcoder.transcode(
          new TranscoderInput(new StringReader(svg.toString())), new TranscoderOutput(bytes));
    } catch (TranscoderException e) {
      throw new IllegalStateException("The figure could not be drawn as PNG; use SVG.", e);
    } catch (InternalError | LinkageError e) {
      // How AWT reports a machine without a font or without libfontconfig.
      throw new IllegalStateException(
          "A PNG needs a font and this machine has none; install fontconfig and a font such as"
              + " DejaVu, or write SVG.",
          e);
    }
    return bytes.toByteArray();
  }
}
