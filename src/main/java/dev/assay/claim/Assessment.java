package dev.assay.claim;

import dev.assay.stats.Interval;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * What the rows of one claim amount to, before other claims are considered.
 *
 * @param claim the claim
 * @param estimate the mean effect in the claim's unit, or the number of heads, or the share of rows
 *     that hold
 * @param interval its 95% interval
 * @param clusters how many independent groups the rows make
 * @param test the test of there being no such thing; absent for universal claims, which are no
 *     matter of chance
 * @param dz Cohen's d_z, where the effects vary
 * @param nulls the same estimate on every null model that lets the claim measure a row
 * @param heads the heads that were chosen, or that are counted, for claims about heads
 * @param headMeans every head's mean effect over all rows, by label, layer after layer; empty
 *     unless the claim is about heads
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
    SortedMap<String, Double> headMeans,
    List<Row> rows) {

  /**
   * @param p one-sided: how often chance gives an estimate as far in the claimed direction; of an
   *     equivalence the larger one of its two borders
   * @param smallestP the smallest p that this many rows could have given
   */
  public record Test(double p, double smallestP) {}

  /**
   * @param id the row's
   * @param value the number that its claim's body returned; for claims about heads the effect of
   *     the chosen one, or how many have the effect in this row
   * @param favourable whether it speaks for the claim
   */
  public record Row(String id, double value, boolean favourable) {}

  public Assessment {
    nulls = List.copyOf(nulls);
    heads = List.copyOf(heads);
    headMeans = Collections.unmodifiableSortedMap(headMeans);
    rows = List.copyOf(rows);
  }

  public int n() {
    return rows.size();
  }

  /** The null model on which the claim looks best. */
  public Optional<Null.Effect> strongestNull() {
    return nulls.stream().max(byFavour());
  }

  /** Those nulls that the claim must beat and does not, the strongest first. */
  public List<Null.Effect> unbeaten() {
    Expectation expectation = claim.expectation();
    return nulls.stream()
        .filter(effect -> claim.mustBeat().contains(effect.model().kind()))
        .filter(effect -> !(expectation.favour(effect.real()) > expectation.favour(effect.value())))
        .sorted(byFavour().reversed())
        .toList();
  }

  private Comparator<Null.Effect> byFavour() {
    return Comparator.comparingDouble(effect -> claim.expectation().favour(effect.value()));
  }
}
