package dev.assay.stats;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What simulations have in common: samples side by side, counted, and printed as tables. */
final class Simulation {
  private Simulation() {}

  /**
   * How often each outcome was true. Every sample has its own generator, so threads change nothing.
   */
  static double[] shares(int samples, IntFunction<boolean[]> outcomes) {
    List<boolean[]> all = IntStream.range(0, samples).parallel().mapToObj(outcomes).toList();
    double[] shares = new double[all.get(0).length];
    for (int i = 0; i < shares.length; i++) {
      int outcome = i;
      shares[i] = all.stream().filter(flags -> flags[outcome]).count() / (double) samples;
    }
    return shares;
  }

  static SplittableRandom random(Population population, int n, int index) {
    return new SplittableRandom((population.title().hashCode() * 1000L + n) * 1_000_000L + index);
  }

  static void print(String... head) {
    System.out.println();
    for (String line : head) {
      System.out.println(line);
    }
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
