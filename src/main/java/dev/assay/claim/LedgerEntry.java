package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one claim on one model. Numbers have six significant digits, so that the
 * file reads well and does not change with the processor that made it.
 *
 * @param unit of the estimate, the interval, the minimum effect and the strongest null
 * @param clusters how many independent groups the n rows make
 * @param p one-sided, before correction; absent for universal claims, like the next
 * @param adjustedP after Holm's correction
 * @param strongestNull the null model with the largest value; absent if none was run
 * @param heads for a claim that there is a head, those that were chosen
 * @param seed of the resampling
 * @param reason why it was recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
    Verdict verdict,
    double estimate,
    Bounds interval,
    String unit,
    double minimumEffect,
    int n,
    int clusters,
    @Nullable Double p,
    @Nullable Double adjustedP,
    @Nullable NullValue strongestNull,
    List<String> heads,
    Provenance provenance,
    long seed,
    String reason,
    String recorded) {

  /** The ends of the 95% interval. */
  public record Bounds(double low, double high) {
    boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /** A null model and what the claim measures on it. */
  public record NullValue(String model, double value) {}

  public LedgerEntry {
    requireNonNull(verdict, "an entry has no verdict");
    requireNonNull(interval, "an entry has no interval");
    requireNonNull(unit, "an entry has no unit");
    requireNonNull(heads, "an entry has no heads");
    requireNonNull(provenance, "an entry has no provenance");
    requireNonNull(reason, "an entry has no reason");
    requireNonNull(recorded, "an entry has no date");
    heads = List.copyOf(heads);
  }

  public static LedgerEntry of(
      Judgement judgement, Provenance provenance, String reason, LocalDate today) {
    Assessment assessment = judgement.assessment();
    Interval interval = assessment.interval();
    return new LedgerEntry(
        judgement.verdict(),
        rounded(assessment.estimate()),
        new Bounds(rounded(interval.low()), rounded(interval.high())),
        judgement.claim().estimateUnit(),
        judgement.claim().minimumEffect(),
        assessment.n(),
        assessment.clusters(),
        assessment.test().map(test -> rounded(test.p())).orElse(null),
        judgement.adjustedP().isPresent()
            ? (Double) rounded(judgement.adjustedP().getAsDouble())
            : null,
        assessment
            .strongestNull()
            .map(effect -> new NullValue(effect.model().label(), rounded(effect.value())))
            .orElse(null),
        assessment.heads(),
        provenance,
        Judge.SEED,
        reason,
        today.toString());
  }

  /** The p on record, if the claim has one. */
  public Optional<Double> pValue() {
    return Optional.ofNullable(p);
  }

  /**
   * What of the result itself is not the same in both, by name, such as {@code strongest null}:
   * reason, date and {@link Provenance} aside.
   */
  public List<String> differencesFrom(LedgerEntry other) {
    return new Differences()
        .compare("verdict", verdict, other.verdict)
        .compare("estimate", estimate, other.estimate)
        .compare("interval", interval, other.interval)
        .compare("unit", unit, other.unit)
        .compare("minimum effect", minimumEffect, other.minimumEffect)
        .compare("n", n, other.n)
        .compare("clusters", clusters, other.clusters)
        .compare("p", p, other.p)
        .compare("adjusted p", adjustedP, other.adjustedP)
        .compare("strongest null", strongestNull, other.strongestNull)
        .compare("heads", heads, other.heads)
        .compare("seed", seed, other.seed)
        .names();
  }

  /** Whether the two are the same, reason and date aside: recording would change nothing. */
  boolean sameResultAs(LedgerEntry other) {
    return differencesFrom(other).isEmpty() && provenance.equals(other.provenance);
  }

  private static double rounded(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(new MathContext(6)).doubleValue()
        : value;
  }
}
