package dev.assay.stats;

import static dev.assay.stats.Simulation.percent;
import static dev.assay.stats.Simulation.print;
import static dev.assay.stats.Simulation.random;
import static dev.assay.stats.Simulation.shares;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the interval of a share covers it, and how often the test errs where the share lies on
 * the border, by simulation. Prints the table that ARCHITECTURE.md shows.
 */
@Tag("slow")
class ShareCalibrationTest {
  private static final int SAMPLES = 10_000;
  private static final int[] SIZES = {20, 60, 200};
  private static final double[] SHARES = {0.5, 0.8, 0.95};

  @Test
  void the_interval_covers_the_share_and_the_test_errs_no_more_often_than_it_says() {
    List<Row> rows = new ArrayList<>();
    for (double share : SHARES) {
      for (int n : SIZES) {
        rows.add(row(Population.yes(share), n));
        rows.add(row(Population.clusteredYes(share), n));
      }
    }
    print(
        "| rows | n | clusters | interval | share below it, above it"
            + " | at least: p < 0.05, and interval above | at most: p < 0.05, and interval below |",
        "|---|---|---|---|---|---|---|");
    rows.forEach(row -> System.out.println(row.markdown()));

    double error = Math.sqrt(0.05 * 0.95 / SAMPLES);
    assertThat(rows)
        .filteredOn(row -> row.clusters == row.n)
        .hasSize(9)
        .allSatisfy(
            row -> {
              // Binomial counts are steps: Wilson's interval covers 95% on average only.
              assertThat(row.covers).as(row.markdown()).isGreaterThan(0.9);
              assertThat(row.above).as(row.markdown()).isLessThan(0.05 + 3 * error);
              assertThat(row.below).as(row.markdown()).isLessThan(0.05 + 3 * error);
            });
    assertThat(rows)
        .filteredOn(row -> row.clusters >= 14 && row.clusters < row.n)
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.covers).as(row.markdown()).isGreaterThan(0.9);
              assertThat(row.aboveBoth).as(row.markdown()).isLessThan(0.05 + 3 * error);
              assertThat(row.belowBoth).as(row.markdown()).isLessThan(0.05 + 3 * error);
            });
  }

  private static Row row(Population population, int n) {
    double truth = population.mean();
    double[] shares =
        shares(
            SAMPLES,
            index -> {
              SplittableRandom random = random(population, n, index);
              Share share = Share.of(population.draw(n, random));
              Interval interval = share.interval();
              boolean above = share.pAbove(truth) < 0.05;
              boolean below = share.pBelow(truth) < 0.05;
              return new boolean[] {
                interval.contains(truth),
                truth < interval.low(),
                truth > interval.high(),
                above,
                above && interval.low() >= truth,
                below,
                below && interval.high() <= truth
              };
            });
    return new Row(
        population.title(),
        n,
        population.draw(n, new SplittableRandom(0)).clusters(),
        shares[0],
        shares[1],
        shares[2],
        shares[3],
        shares[4],
        shares[5],
        shares[6]);
  }

  private record Row(
      String title,
      int n,
      int clusters,
      double covers,
      double shareBelow,
      double shareAbove,
      double above,
      double aboveBoth,
      double below,
      double belowBoth) {

    String markdown() {
      return "| %s | %d | %d | %s | %s, %s | %s, %s | %s, %s |"
          .formatted(
              title,
              n,
              clusters,
              percent(covers),
              percent(shareBelow),
              percent(shareAbove),
              percent(above),
              percent(aboveBoth),
              percent(below),
              percent(belowBoth));
    }
  }
}
