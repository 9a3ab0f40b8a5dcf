package causal;

import dev.assay.model.Model;
import dev.assay.trace.*;

/** How far an edit moves what a model makes of a text. */
final class Moved {
  /** How a mask can be named in every model: as [MASK] or as its own. */
  static final String MASK = "mask";

  private Moved() {}

  /** 1 minus the cosine of the text's embeddings. */
  static double embedding(Model plain, Model edited, String text) {
    return cosineDistance(plain.embedding(text), edited.embedding(text));
  }

  /** 1 minus r of the mask's scores. */
  static double maskScores(Model plain, Model edited, String text) {
    return 1 - plain.fillMask(text).correlation(edited.fillMask(text));
  }

  /** 1 minus the cosine of a word's last hidden states, the mean over its tokens. */
  static double word(Model plain, Model edited, String text, String word) {
    Tensor before = last(plain, text);
    Tensor after = last(edited, text);
    return plain.tokenize(text).word(word).positions().stream()
        .mapToDouble(at -> cosineDistance(row(before, at), row(after, at)))
        .average()
        .orElseThrow();
  }

  /** The text with a mask in the place of a word. */
  static String masked(String text, String word) {
    WordSpan span = WordSpan.only(text, word);
    return text.substring(0, span.start()) + "[MASK]" + text.substring(span.end());
  }

  /** The text with a mask in the place of its last word. */
  static String lastMasked(String text) {
    return text.replaceFirst("[\\p{L}\\p{N}'’-]+([^\\p{L}\\p{N}]*)$", "[MASK]$1");
  }

  private static Tensor last(Model model, String text) {
    return model.trace(text, Site.RESID).tensor(Site.RESID).at(model.config().layers());
  }

  static double[] row(Tensor hidden, int position) {
    float[] numbers = hidden.at(position).toArray();
    double[] row = new double[numbers.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = numbers[i];
    }
    return row;
  }

  static double cosineDistance(double[] x, double[] y) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += x[i] * x[i];
      yy += y[i] * y[i];
      xy += x[i] * y[i];
    }
    return 1 - xy / (Math.sqrt(xx) * Math.sqrt(yy));
  }
}
