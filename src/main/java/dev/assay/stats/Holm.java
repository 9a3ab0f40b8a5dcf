package dev.assay.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction for testing several claims at once (Holm 1979). */
public final class Holm {

  private Holm() {}

  /**
   * The adjusted p values, in the order given. Calling every claim true whose adjusted p is below α
   * errs on any of them with a probability of at most α, however the claims depend on one another.
   * The k-th smallest of m values is multiplied by m − k + 1, raised to the adjusted value before
   * it where it falls below, and capped at 1; equal p values have equal adjusted ones.
   *
   * @param pValues at least one, each in [0, 1]
   */
  public static double[] adjust(double... pValues) {
    int m = pValues.length;
    if (m == 0) {
      throw new IllegalArgumentException(
          "Holm's correction needs at least one p value, but got none.");
    }
    for (int i = 0; i < m; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException(
            "A p value lies between 0 and 1, but p value "
                + (i + 1)
                + " of "
                + m
                + " is "
                + pValues[i]
                + ".");
      }
    }
    int[] ascending =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[m];
    double previous = 0;
    for (int k = 0; k < m; k++) {
      int i = ascending[k];
      previous = Math.max(previous, Math.min(1, (m - k) * pValues[i]));
      adjusted[i] = previous;
    }
    return adjusted;
  }
}
