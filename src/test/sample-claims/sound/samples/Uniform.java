package samples;

import dev.assay.model.Model;

/** Tells the null model without attention from the others. */
final class Uniform {
  private Uniform() {}

  static boolean is(Model model, String text) {
    double[] first = model.trace(text).layer(0).head(0).pattern().toArray()[0];
    return Math.abs(first[0] - first[1]) < 1e-7;
  }
}
