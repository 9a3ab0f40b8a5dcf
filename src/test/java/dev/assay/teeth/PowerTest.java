package dev.assay.teeth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Assessment;
import dev.assay.claim.Claim;
import dev.assay.claim.Judge;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Measured;
import dev.assay.claim.Outcome;
import dev.assay.claim.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often a claim is SUPPORTED, by the size of its fixture and of the true effect: normal effects
 * with a standard deviation of 1, so that their mean is d_z, a minimum effect of 0, no nulls to
 * beat, every row a cluster. Once alone, once as the best of a family of 16 whose others find
 * nothing, where Holm's correction takes p times 16. Prints the table that ARCHITECTURE.md shows.
 */
@Tag("slow")
class PowerTest {
  private static final int[] SIZES = {10, 20, 40, 80};
  private static final double[] EFFECTS = {0, 0.3, 0.5, 0.8};
  private static final int SAMPLES = 400;
  private static final int NULL_SAMPLES = 2000;
  private static final int FAMILY = 16;

  private static final Claim CLAIM =
      new Claim(
          "simulated",
          "simulated",
          "",
          "simulation",
          "The mean effect is positive.",
          "simulation",
          "none.csv",
          new MeanExpectation.AtLeast(0),
          "standard deviations",
          "every positive mean counts",
          OptionalDouble.empty(),
          Set.of());

  /** How often a claim was SUPPORTED, alone and in a family. */
  private record Rates(double alone, double inFamily) {}

  @Test
  void verdicts_err_seldom_and_find_what_is_there() {
    System.out.println("\n| n | false positives | power, d_z 0.3 | 0.5 | 0.8 |");
    System.out.println("|---|---|---|---|---|");
    for (int n : SIZES) {
      List<Rates> rates = new ArrayList<>();
      for (double effect : EFFECTS) {
        rates.add(rates(n, effect));
      }
      StringBuilder line = new StringBuilder("| " + n);
      rates.forEach(
          rate ->
              line.append(
                  String.format(
                      Locale.ROOT, " | %.1f%% (%.1f%%)", 100 * rate.alone, 100 * rate.inFamily)));
      System.out.println(line + " |");

      double error = Math.sqrt(0.05 * 0.95 / NULL_SAMPLES);
      assertThat(rates.get(0).alone).isLessThanOrEqualTo(0.05 + 3 * error);
      assertThat(rates.get(0).inFamily).isLessThanOrEqualTo(0.05 / FAMILY + error);
      assertThat(rates).extracting(Rates::alone).isSorted();
    }
    assertThat(rates(80, 0.5).inFamily).isGreaterThan(0.8);
  }

  private static Rates rates(int n, double effect) {
    int samples = effect == 0 ? NULL_SAMPLES : SAMPLES;
    List<Assessment> assessments =
        IntStream.range(0, samples)
            .parallel()
            .mapToObj(index -> Judge.assess(sample(n, effect, index)))
            .toList();
    return new Rates(
        supported(assessments, List.of()),
        supported(assessments, Collections.nCopies(FAMILY - 1, 1.0)));
  }

  private static double supported(List<Assessment> assessments, List<Double> others) {
    long supported =
        assessments.stream()
            .filter(
                assessment ->
                    Judge.judge(List.of(assessment), others).get(0).verdict() == Verdict.SUPPORTED)
            .count();
    return supported / (double) assessments.size();
  }

  private static Measured sample(int n, double effect, int index) {
    SplittableRandom random = new SplittableRandom(n * 1_000_003L + index);
    List<Outcome.OfRow> rows =
        IntStream.range(0, n)
            .mapToObj(
                row ->
                    new Outcome.OfRow(
                        "row-" + row,
                        "row-" + row,
                        new Outcome.Value(effect + random.nextGaussian())))
            .toList();
    return new Measured(CLAIM, rows, List.of());
  }
}
