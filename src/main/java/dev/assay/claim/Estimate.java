package dev.assay.claim;

import dev.assay.stats.Interval;
import dev.assay.stats.MeanInterval;
import dev.assay.stats.Sample;
import dev.assay.stats.Share;
import dev.assay.stats.SignFlipPermutation;
import dev.assay.stats.Wilson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The number that a claim is about, as its rows estimate it.
 *
 * @param value in the estimate's unit
 * @param interval its 95% interval
 * @param test of there being no such thing; absent for universal claims
 * @param dz Cohen's d_z, of means whose effects vary
 * @param heads those that the number is of, for claims about heads
 * @param rows one number a row: of a head the effect in it, of a number of heads how many have the
 *     effect in this row
 */
record Estimate(
    double value,
    Interval interval,
    Optional<Assessment.Test> test,
    OptionalDouble dz,
    List<String> heads,
    List<Outcome.OfRow> rows) {

  static Estimate of(Expectation expectation, List<Outcome.OfRow> rows) {
    if (expectation instanceof HeadExpectation.SomeAtLeast) {
      HeadChoice choice = HeadChoice.crossFitted(rows, Judge.SEED);
      return ofMean(expectation, choice.rows(), choice.heads());
    } else if (expectation instanceof HeadExpectation.CountAtLeast count) {
      return ofHeads(count, rows);
    } else if (expectation instanceof RowExpectation.ShareAtLeast atLeast) {
      return ofShare(rows, Side.ABOVE, atLeast.value());
    } else if (expectation instanceof RowExpectation.ShareAtMost atMost) {
      return ofShare(rows, Side.BELOW, atMost.value());
    } else if (expectation instanceof RowExpectation.EveryWithin) {
      return ofAll(expectation, rows);
    }
    return ofMean(expectation, rows, List.of());
  }

  /** The value alone, as nulls need it. */
  static double value(Expectation expectation, List<Outcome.OfRow> rows) {
    if (expectation instanceof HeadExpectation.SomeAtLeast) {
      return sample(HeadChoice.crossFitted(rows, Judge.SEED).rows()).mean();
    } else if (expectation instanceof HeadExpectation.CountAtLeast count) {
      return HeadCount.heads(rows, count.value(), Judge.SEED).size();
    } else if (expectation instanceof RowExpectation.EveryWithin all) {
      return (double) holding(all, rows) / rows.size();
    } else if (expectation instanceof RowExpectation.ShareAtLeast
        || expectation instanceof RowExpectation.ShareAtMost) {
      return zerosAndOnes(rows).mean();
    }
    return sample(rows).mean();
  }

  private static Estimate ofMean(
      Expectation expectation, List<Outcome.OfRow> rows, List<String> heads) {
    Sample sample = sample(rows);
    return new Estimate(
        sample.mean(),
        MeanInterval.of(sample, Judge.SEED),
        Optional.of(
            new Assessment.Test(
                pOfMean(expectation, sample),
                SignFlipPermutation.smallestAttainableP(sample.clusters()))),
        sample.cohensDz(),
        heads,
        rows);
  }

  private static double pOfMean(Expectation expectation, Sample sample) {
    if (expectation instanceof MeanExpectation.AtMost atMost) {
      return SignFlipPermutation.pValue(sample.below(atMost.value()), Judge.SEED);
    } else if (expectation instanceof MeanExpectation.Within within) {
      // Two one-sided tests (Schuirmann 1987): both must reject, so neither needs a correction.
      return Math.max(
          SignFlipPermutation.pValue(sample.above(within.low()), Judge.SEED),
          SignFlipPermutation.pValue(sample.below(within.high()), Judge.SEED));
    }
    return SignFlipPermutation.pValue(sample, Judge.SEED);
  }

  private static Estimate ofHeads(HeadExpectation.CountAtLeast claimed, List<Outcome.OfRow> rows) {
    HeadCount count = HeadCount.crossFitted(rows, claimed, Judge.SEED);
    return new Estimate(
        count.heads().size(),
        count.interval(),
        Optional.of(new Assessment.Test(count.p(), count.smallestP())),
        OptionalDouble.empty(),
        count.heads(),
        rows.stream()
            .map(
                row ->
                    new Outcome.OfRow(
                        row.row(),
                        row.cluster(),
                        new Outcome.Value(
                            row.perHead().values().stream()
                                .filter(effect -> effect >= claimed.value())
                                .count())))
            .toList());
  }

  /** On which side of its border a share is claimed to be. */
  private enum Side {
    ABOVE,
    BELOW
  }

  private static Estimate ofShare(List<Outcome.OfRow> rows, Side side, double border) {
    Sample sample = zerosAndOnes(rows);
    Share share = Share.of(sample);
    boolean above = side == Side.ABOVE;
    return new Estimate(
        share.share(),
        share.interval(),
        Optional.of(
            new Assessment.Test(
                above ? share.pAbove(border) : share.pBelow(border),
                Share.smallestPAbove(above ? border : 1 - border, sample.n(), sample.clusters()))),
        OptionalDouble.empty(),
        List.of(),
        rows);
  }

  private static Estimate ofAll(Expectation expectation, List<Outcome.OfRow> rows) {
    int holding = holding(expectation, rows);
    return new Estimate(
        (double) holding / rows.size(),
        Wilson.interval(holding, rows.size()),
        Optional.empty(),
        OptionalDouble.empty(),
        List.of(),
        rows);
  }

  private static int holding(Expectation expectation, List<Outcome.OfRow> rows) {
    return (int) rows.stream().filter(row -> expectation.holds(row.value())).count();
  }

  private static Sample sample(List<Outcome.OfRow> rows) {
    return Sample.clustered(
        rows.stream().mapToDouble(Outcome.OfRow::value).toArray(), clusters(rows));
  }

  /** A row counts if its value is above 0. */
  private static Sample zerosAndOnes(List<Outcome.OfRow> rows) {
    return Sample.clustered(
        rows.stream().mapToDouble(row -> row.value() > 0 ? 1 : 0).toArray(), clusters(rows));
  }

  private static List<String> clusters(List<Outcome.OfRow> rows) {
    return rows.stream().map(Outcome.OfRow::cluster).toList();
  }
}
