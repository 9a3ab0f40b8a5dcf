package dev.assay.stats;

/**
 * A confidence interval, both ends included.
 *
 * @param low the lower end, or negative infinity where nothing bounds it
 * @param high the upper end, at least {@code low}, or positive infinity where nothing bounds it
 * @param level the nominal coverage, strictly between 0 and 1; 0.95 for a 95% interval
 */
public record Interval(double low, double high, double level) {

  /** Refuses ends that are not numbers or not in order, and a level outside (0, 1). */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "An interval's low end must not exceed its high end: low is "
              + low
              + ", high is "
              + high
              + ".");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "An interval's level must lie strictly between 0 and 1, but is " + level + ".");
    }
  }

  /** Whether {@code value} lies in the interval; an end counts as inside. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether both ends are finite. A sample of a single cluster has an interval without bounds. */
  public boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
