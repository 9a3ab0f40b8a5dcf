package dev.assay.plot;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.Optional;
import org.apache.batik.transcoder.TranscoderException;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.jspecify.annotations.Nullable;

/**
 * SVG as pixels. The only class that mentions Batik, which projects that have Assay as a library
 * may lack: it is loaded when a PNG is drawn and not before.
 */
final class Raster {
  private Raster() {}

  /**
   * @throws IllegalStateException if Batik refuses the SVG
   */
  static BufferedImage of(Svg svg, int pixelsPerUnit) {
    Canvas canvas = new Canvas();
    canvas.addTranscodingHint(ImageTranscoder.KEY_WIDTH, (float) svg.width() * pixelsPerUnit);
    canvas.addTranscodingHint(ImageTranscoder.KEY_HEIGHT, (float) svg.height() * pixelsPerUnit);
    try {
      canvas.transcode(new TranscoderInput(new StringReader(svg.toString())), null);
    } catch (TranscoderException e) {
      throw new IllegalStateException("The figure could not be drawn as PNG; use SVG.", e);
    }
    return canvas.drawn.orElseThrow();
  }

  /** Keeps what Batik draws, instead of writing it. */
  private static final class Canvas extends ImageTranscoder {
    private Optional<BufferedImage> drawn = Optional.empty();

    @Override
    public BufferedImage createImage(int width, int height) {
      return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    @Override
    public void writeImage(BufferedImage image, @Nullable TranscoderOutput output) {
      drawn = Optional.of(image);
    }
  }
}
