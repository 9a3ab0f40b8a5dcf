package dev.assay.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The share of rows for which something holds, where rows of one template resemble each other: they
 * are counted as the number of independent rows that would tell as much (Korn and Graubard 1998).
 * Where every row is a cluster, all of them are independent, and interval and test are Wilson's and
 * the exact binomial ones.
 *
 * @param share of the rows, from 0 to 1
 * @param independentRows how many independent rows would tell as much, positive; no integer, in
 *     general
 */
public record Share(double share, double independentRows) {

  /**
   * The share of a sample's effects that are 1, the others being 0.
   *
   * <p>With n rows in G clusters, independent rows are n over the design effect, which is the
   * cluster-robust variance of the share over the one that independent rows would have, but no more
   * than n; and then fewer by the squared ratio of Student's quantiles for n − 1 and G − 1 degrees
   * of freedom, since so few clusters tell little of how much they vary. Where all rows agree,
   * nothing tells how rows of a cluster would differ, and a cluster counts as one row.
   */
  public static Share of(Sample zerosAndOnes) {
    double share = zerosAndOnes.mean();
    int n = zerosAndOnes.n();
    int clusters = zerosAndOnes.clusters();
    if (share == 0 || share == 1 || clusters == 1) {
      return new Share(share, clusters);
    }
    double robust = Math.pow(MeanInterval.standardError(zerosAndOnes), 2);
    double clustered = robust * clusters / (clusters - 1.0);
    double independent = share * (1 - share) / (n - 1);
    return new Share(share, Math.min(n, n * independent / clustered) * caution(n, clusters));
  }

  /** The 95% interval, within [0, 1] (Wilson 1927). */
  public Interval interval() {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - MeanInterval.LEVEL) / 2);
    double n = independentRows;
    double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    // None and all reach 0 and 1 exactly, but for rounding.
    return new Interval(
        share == 0 ? 0 : Math.max(0, middle - half),
        share == 1 ? 1 : Math.min(1, middle + half),
        MeanInterval.LEVEL);
  }

  /**
   * The one-sided p value of "the true share is at most {@code border}": how often chance gives a
   * share as large as this. It is the exact binomial test, continued to numbers of rows that are no
   * integers by the incomplete beta function.
   *
   * @param border strictly between 0 and 1
   */
  public double pAbove(double border) {
    double holding = share * independentRows;
    return holding == 0
        ? 1
        : BetaDistribution.of(holding, independentRows - holding + 1).cumulativeProbability(border);
  }

  /** The same of "the true share is at least {@code border}". */
  public double pBelow(double border) {
    return new Share(1 - share, independentRows).pAbove(1 - border);
  }

  /**
   * The smallest p value that any outcome of so many rows in so many clusters can have: where all
   * hold, or where all but one do, which lets the rows of a cluster count for more than one.
   *
   * @param border strictly between 0 and 1
   */
  public static double smallestPAbove(double border, int n, int clusters) {
    double all = new Share(1, clusters).pAbove(border);
    return n == clusters || clusters == 1
        ? all
        : Math.min(all, new Share((n - 1.0) / n, n * caution(n, clusters)).pAbove(border));
  }

  private static double caution(int n, int clusters) {
    return n == clusters ? 1 : Math.pow(quantile(n) / quantile(clusters), 2);
  }

  /** Student's 97.5% quantile with one degree of freedom less than so many. */
  private static double quantile(int count) {
    return TDistribution.of(count - 1).inverseSurvivalProbability((1 - MeanInterval.LEVEL) / 2);
  }
}
