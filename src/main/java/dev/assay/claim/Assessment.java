package dev.assay.claim;

import dev.assay.stats.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the rows of one claim amount to, before other claims are considered.
 *
 * @param claim the claim
 * @param estimate the mean effect in the claim's unit; for a universal claim the share of rows that
 *     hold
 * @param interval its 95% interval
 * @param clusters how many independent groups the rows make
 * @param test the sign-flip test; absent for universal claims, which are no matter of chance
 * @param dz Cohen's d_z, where the effects vary
 * @param nulls the same estimate on every null model that lets the claim measure a row
 * @param heads the heads that were chosen, for {@link Prediction#HEAD_EXISTS}
 * @param rows every row's value, the least favourable first
 */
public record Assessment(
    Claim claim,
    double estimate,
    Interval interval,
    int clusters,
    Optional<Test> test,
    OptionalDouble dz,
    List<Null.Effect> nulls,
    List<String> heads,
    List<Row> rows) {

  /**
   * @param p one-sided: how often flipping signs gives a mean as large
   * @param smallestP the smallest p that this many rows could have given
   */
  public record Test(double p, double smallestP) {}

  /**
   * @param id the row's
   * @param value its effect, or for a universal claim the value that was to lie within bounds
   * @param favourable whether it speaks for the claim
   */
  public record Row(String id, double value, boolean favourable) {}

  public Assessment {
    nulls = List.copyOf(nulls);
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  public int n() {
    return rows.size();
  }

  /** The null model on which the claim looks best. */
  public Optional<Null.Effect> strongestNull() {
    return nulls.stream().max(Comparator.comparingDouble(Null.Effect::value));
  }

  /** Those nulls that the claim must beat and does not. */
  public List<Null.Effect> unbeaten() {
    return nulls.stream()
        .filter(effect -> claim.mustBeat().contains(effect.model().kind()))
        .filter(effect -> !effect.beaten())
        .sorted(Comparator.comparingDouble(Null.Effect::value).reversed())
        .toList();
  }
}
