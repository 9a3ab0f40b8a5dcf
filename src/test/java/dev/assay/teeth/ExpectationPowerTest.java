package dev.assay.teeth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.claim.Claims;
import dev.assay.claim.Expectation;
import dev.assay.claim.HeadExpectation;
import dev.assay.claim.Judge;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.Measured;
import dev.assay.claim.Outcome;
import dev.assay.claim.RowExpectation;
import dev.assay.claim.Verdict;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often a claim of each kind is SUPPORTED where the truth lies on its border, which is an
 * error, and where it lies well inside: normal effects with a standard deviation of 1, every row a
 * cluster, no nulls to beat, alone in its family. {@link PowerTest} has the same of {@code
 * MeanAtLeast}. Prints the table that ARCHITECTURE.md shows.
 */
@Tag("slow")
class ExpectationPowerTest {
  private static final int[] SIZES = {20, 40, 80};
  private static final int SAMPLES = 1000;
  private static final int HEADS = 24;

  /** Where a claim's truth lies. */
  private record Truth(
      String name,
      Expectation expectation,
      boolean onBorder,
      Function<SplittableRandom, Outcome> row) {}

  private static final List<Truth> TRUTHS =
      List.of(
          mean("mean on the border", new MeanExpectation.AtMost(0.5), true, 0.5),
          mean("mean half a deviation below", new MeanExpectation.AtMost(0.5), false, 0),
          mean("mean on the lower border", new MeanExpectation.Within(-0.5, 0.5), true, -0.5),
          mean("mean on the upper border", new MeanExpectation.Within(-0.5, 0.5), true, 0.5),
          mean("mean in the middle", new MeanExpectation.Within(-0.5, 0.5), false, 0),
          heads("two heads far above, all others on the border", true, 2, 2.5, 0.5),
          heads("three heads a deviation above, all others a half below", false, 3, 1.5, 0),
          share("share on the border", new RowExpectation.ShareAtLeast(0.8), true, 0.8),
          share("share of 0.95", new RowExpectation.ShareAtLeast(0.8), false, 0.95),
          share("share on the border", new RowExpectation.ShareAtMost(0.2), true, 0.2),
          share("share of 0.05", new RowExpectation.ShareAtMost(0.2), false, 0.05));

  @Test
  void verdicts_of_every_kind_err_seldom_and_find_what_is_there() {
    System.out.println("\n| claim | truth | n = 20 | 40 | 80 |\n|---|---|---|---|---|");
    double error = Math.sqrt(0.05 * 0.95 / SAMPLES);
    for (Truth truth : TRUTHS) {
      double[] rates = Arrays.stream(SIZES).mapToDouble(n -> supported(truth, n)).toArray();
      String line =
          "| %s | %s | %s |"
              .formatted(
                  truth.expectation,
                  truth.name,
                  Arrays.stream(rates)
                      .mapToObj(rate -> String.format(Locale.ROOT, "%.1f%%", 100 * rate))
                      .collect(Collectors.joining(" | ")));
      System.out.println(line);
      if (truth.onBorder) {
        assertThat(Arrays.stream(rates).max().orElseThrow())
            .as(line)
            .isLessThanOrEqualTo(0.05 + 3 * error);
      } else {
        assertThat(rates).as(line).isSorted();
        assertThat(rates[rates.length - 1]).as(line).isGreaterThan(0.8);
      }
    }
  }

  private static double supported(Truth truth, int n) {
    return IntStream.range(0, SAMPLES)
            .parallel()
            .filter(
                index ->
                    Claims.judge(Judge.assess(sample(truth, n, index))).verdict()
                        == Verdict.SUPPORTED)
            .count()
        / (double) SAMPLES;
  }

  private static Measured sample(Truth truth, int n, int index) {
    SplittableRandom random = new SplittableRandom(n * 1_000_003L + index);
    List<Outcome.OfRow> rows =
        IntStream.range(0, n)
            .mapToObj(row -> new Outcome.OfRow("row-" + row, "row-" + row, truth.row.apply(random)))
            .toList();
    return new Measured(Claims.claim("simulated", truth.expectation), rows, List.of());
  }

  private static Truth mean(String name, Expectation claimed, boolean onBorder, double mean) {
    return new Truth(
        name, claimed, onBorder, random -> new Outcome.Value(mean + random.nextGaussian()));
  }

  private static Truth share(String name, Expectation claimed, boolean onBorder, double share) {
    return new Truth(
        name, claimed, onBorder, random -> new Outcome.Value(random.nextDouble() < share ? 1 : 0));
  }

  /** Of three heads claimed to have a mean of at least 0.5. */
  private static Truth heads(
      String name, boolean onBorder, int strong, double mean, double others) {
    return new Truth(
        name,
        new HeadExpectation.CountAtLeast(3, 0.5),
        onBorder,
        random -> {
          Map<String, Double> heads = new HashMap<>();
          for (int head = 0; head < HEADS; head++) {
            heads.put("0." + head, (head < strong ? mean : others) + random.nextGaussian());
          }
          return new Outcome.PerHead(heads);
        });
  }
}
