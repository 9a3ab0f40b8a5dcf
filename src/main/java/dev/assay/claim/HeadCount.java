package dev.assay.claim;

import dev.assay.stats.Holm;
import dev.assay.stats.Interval;
import dev.assay.stats.MeanInterval;
import dev.assay.stats.Sample;
import dev.assay.stats.SignFlipPermutation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many heads have a mean effect of at least some value. Candidates are the heads whose mean is
 * that large on one half of the rows; each is tested on the other half by sign flips around the
 * value, with Holm's correction over the candidates; and the other way round.
 *
 * @param heads those whose mean is at least the value on both halves; their number is the estimate
 * @param p of "fewer heads than claimed"
 * @param smallestP the smallest p that so many rows could have given
 * @param interval the 95% interval of the number
 */
record HeadCount(List<String> heads, double p, double smallestP, Interval interval) {
  /** Each of the two ways to take the halves may err half as often. */
  private static final int WAYS = 2;

  private static final double EITHER_END = (1 - MeanInterval.LEVEL) / 2;

  /**
   * The claim's p is the smallest level at which the procedure finds as many heads as claimed: the
   * k-th smallest adjusted p of the better of the two ways, times two. Fewer than k true ones among
   * k that are found is an error that Holm's correction bounds. The interval's lower end is the
   * number of heads that are found at 2.5%, the upper end all heads less those that are found, in
   * the same way, to have less than the value.
   */
  static HeadCount crossFitted(
      List<Outcome.OfRow> rows, HeadExpectation.CountAtLeast claimed, long seed) {
    double value = claimed.value();
    List<Head> heads = Head.of(rows, seed);
    double[][] above = new double[WAYS][];
    double[][] below = new double[WAYS][];
    for (int way = 0; way < WAYS; way++) {
      List<Double> more = new ArrayList<>();
      List<Double> less = new ArrayList<>();
      for (Head head : heads) {
        Sample chosen = way == 0 ? head.first() : head.second();
        Sample tested = way == 0 ? head.second() : head.first();
        if (chosen.mean() >= value) {
          more.add(SignFlipPermutation.pValue(tested.above(value), seed));
        } else {
          less.add(SignFlipPermutation.pValue(tested.below(value), seed));
        }
      }
      above[way] = adjusted(more);
      below[way] = adjusted(less);
    }
    Head any = heads.get(0);
    double smallest =
        SignFlipPermutation.smallestAttainableP(
            Math.max(any.first().clusters(), any.second().clusters()));
    return new HeadCount(
        labels(heads, value),
        p(above, claimed.heads()),
        Math.min(1, WAYS * Math.min(claimed.heads(), heads.size()) * smallest),
        new Interval(found(above), heads.size() - found(below), MeanInterval.LEVEL));
  }

  /** The heads alone, as nulls need them. */
  static List<String> heads(List<Outcome.OfRow> rows, double value, long seed) {
    return labels(Head.of(rows, seed), value);
  }

  /** One head's effects on the two halves. */
  private record Head(String label, Sample first, Sample second) {
    static List<Head> of(List<Outcome.OfRow> rows, long seed) {
      Halves halves = Halves.of(rows, seed);
      return HeadSamples.labels(rows).stream()
          .map(
              head ->
                  new Head(
                      head,
                      HeadSamples.of(head, halves.first()),
                      HeadSamples.of(head, halves.second())))
          .toList();
    }
  }

  private static List<String> labels(List<Head> heads, double value) {
    return heads.stream()
        .filter(head -> head.first().mean() >= value && head.second().mean() >= value)
        .map(Head::label)
        .toList();
  }

  /** In ascending order. */
  private static double[] adjusted(List<Double> pValues) {
    if (pValues.isEmpty()) {
      return new double[0];
    }
    double[] adjusted = Holm.adjust(pValues.stream().mapToDouble(p -> p).toArray());
    Arrays.sort(adjusted);
    return adjusted;
  }

  /** Of "fewer than k heads", from the adjusted p of both ways. */
  private static double p(double[][] ways, int k) {
    double best = Arrays.stream(ways).mapToDouble(p -> p.length < k ? 1 : p[k - 1]).min().orElse(1);
    return Math.min(1, WAYS * best);
  }

  private static int found(double[][] ways) {
    int k = 0;
    while (p(ways, k + 1) <= EITHER_END) {
      k++;
    }
    return k;
  }
}
