package dev.assay.page;

import dev.assay.measure.ValueMeasures;
import dev.assay.measure.ValueNorms;
import dev.assay.trace.AssayException;
import dev.assay.trace.Head;
import dev.assay.trace.Layer;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The numbers of all heads on one text, as explorer.js reads them: about one byte a cell after
 * compression.
 *
 * <p>For L layers, H heads and T tokens, zlib over
 *
 * <ol>
 *   <li>attention, [L,H,T,T], q = round(1023·√a) as the low bytes of all cells, then their high
 *       bytes: the square root keeps small weights apart, which matter once [CLS] and [SEP] are
 *       taken out and rows renormalised. (q/1023)² is within about 0.001·√a of a.
 *   <li>if z is there, the cosines of value outputs above the diagonal, [L,H,T·(T−1)/2], as
 *       round(127·(c+1)), within 0.004 of c; 255 where a value output is zero and has no cosine.
 *   <li>if v is there, ‖v_j W_O‖, [L,H,T], as the low bytes of round(4095·norm/{@link #largest}),
 *       then their high bytes.
 * </ol>
 *
 * @param base64 of the compressed bytes
 * @param largest the largest norm; 0 if there are none
 */
record HeadCells(String base64, double largest) {
  static final int ATTENTION_STEPS = 1023;
  static final int COSINE_STEPS = 127;
  static final int NO_COSINE = 255;
  static final int NORM_STEPS = 4095;

  /**
   * @param norms of each layer, or none
   */
  static HeadCells of(Trace trace, List<ValueNorms> norms) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    double largest = 0;
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(attention(trace));
      if (trace.sites().contains(Site.Z)) {
        out.write(cosines(trace));
      }
      if (hasNorms(trace, norms)) {
        double[] lengths = lengths(trace, norms);
        for (double length : lengths) {
          largest = Math.max(largest, length);
        }
        out.write(planes(steps(lengths, largest)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory", e);
    } finally {
      deflater.end();
    }
    return new HeadCells(Base64.getEncoder().encodeToString(bytes.toByteArray()), largest);
  }

  static boolean hasNorms(Trace trace, List<ValueNorms> norms) {
    return !norms.isEmpty() && trace.sites().contains(Site.V);
  }

  private static byte[] attention(Trace trace) {
    float[] weights = trace.tensor(Site.PATTERN).toArray();
    int[] steps = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      // Softmax in float32 may exceed 1 by a rounding.
      steps[i] = (int) Math.round(ATTENTION_STEPS * Math.sqrt(Math.min(1, weights[i])));
    }
    return planes(steps);
  }

  private static byte[] cosines(Trace trace) {
    int n = trace.tokens().size();
    byte[] steps = new byte[trace.layerCount() * trace.headCount() * (n * (n - 1) / 2)];
    int at = 0;
    for (Layer layer : trace.layers()) {
      for (Head head : layer.heads()) {
        at = cosines(head, n, steps, at);
      }
    }
    return steps;
  }

  private static int cosines(Head head, int n, byte[] steps, int start) {
    double[][] cosines;
    try {
      cosines = ValueMeasures.valueSimilarity(head);
    } catch (AssayException e) {
      cosines = new double[0][]; // a value output is zero: this head has none
    }
    int at = start;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        steps[at++] =
            (byte)
                (cosines.length == 0 ? NO_COSINE : Math.round(COSINE_STEPS * (cosines[i][j] + 1)));
      }
    }
    return at;
  }

  private static double[] lengths(Trace trace, List<ValueNorms> norms) {
    int n = trace.tokens().size();
    double[] lengths = new double[trace.layerCount() * trace.headCount() * n];
    int at = 0;
    for (Layer layer : trace.layers()) {
      for (Head head : layer.heads()) {
        System.arraycopy(norms.get(layer.index()).of(head), 0, lengths, at, n);
        at += n;
      }
    }
    return lengths;
  }

  private static int[] steps(double[] lengths, double largest) {
    int[] steps = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      steps[i] = largest == 0 ? 0 : (int) Math.round(NORM_STEPS * lengths[i] / largest);
    }
    return steps;
  }

  /** Low bytes apart from high ones, which repeat and so compress well. */
  private static byte[] planes(int[] steps) {
    byte[] planes = new byte[2 * steps.length];
    for (int i = 0; i < steps.length; i++) {
      planes[i] = (byte) steps[i];
      planes[steps.length + i] = (byte) (steps[i] >> Byte.SIZE);
    }
    return planes;
  }
}
