package dev.assay.claim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.stats.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of one claim on one model. Numbers have six significant digits, so that the
 * file reads well and does not change with the processor that made it.
 *
 * @param estimate finite
 * @param unit of the estimate, the interval, the minimum effect and the strongest null
 * @param n how many rows, at least 1
 * @param clusters how many independent groups the n rows make
 * @param p one-sided, before correction; absent for universal claims, like the next
 * @param adjustedP after Holm's correction
 * @param strongestNull the null model with the largest value; absent if none was run
 * @param heads for a claim that there is a head, those that were chosen
 * @param unmet which conditions of SUPPORTED are not met, as {@link Conditions} names them; absent
 *     before schema 2, like the next two
 * @param scale what a change of the claim is measured in: see {@link Scale}; absent if it has none
 * @param rows identifies the values of its rows, which are in a file beside the ledger
 * @param evidence what it rests on, as {@link EvidenceKind#labels} has it; absent in entries from
 *     before there was any but structural evidence
 * @param seed of the resampling
 * @param reason why it was recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
    @JsonProperty(required = true) Verdict verdict,
    @JsonProperty(required = true) double estimate,
    @JsonProperty(required = true) Bounds interval,
    @JsonProperty(required = true) String unit,
    @JsonProperty(required = true) double minimumEffect,
    @JsonProperty(required = true) int n,
    @JsonProperty(required = true) int clusters,
    @Nullable Double p,
    @Nullable Double adjustedP,
    @Nullable NullValue strongestNull,
    @JsonProperty(required = true) List<String> heads,
    @Nullable List<String> unmet,
    @Nullable Double scale,
    @Nullable String rows,
    @Nullable List<String> evidence,
    @JsonProperty(required = true) Provenance provenance,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) String reason,
    @JsonProperty(required = true) String recorded) {

  /** The ends of the 95% interval, infinite where nothing bounds it. */
  public record Bounds(
      @JsonProperty(required = true) double low, @JsonProperty(required = true) double high) {
    public Bounds {
      require(low <= high, "an interval from " + low + " to " + high + " has no order");
    }

    boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /** A null model and what the claim measures on it. */
  public record NullValue(
      @JsonProperty(required = true) String model, @JsonProperty(required = true) double value) {
    public NullValue {
      requireNonNull(model, "a null model has no name");
      require(Double.isFinite(value), "a null model's value " + value + " is not finite");
    }
  }

  public LedgerEntry {
    requireNonNull(verdict, "an entry has no verdict");
    requireNonNull(interval, "an entry has no interval");
    requireNonNull(unit, "an entry has no unit");
    requireNonNull(heads, "an entry has no heads");
    requireNonNull(provenance, "an entry has no provenance");
    requireNonNull(reason, "an entry has no reason");
    requireNonNull(recorded, "an entry has no date");
    require(Double.isFinite(estimate), "the estimate " + estimate + " is not finite");
    require(
        Double.isFinite(minimumEffect), "the minimum effect " + minimumEffect + " is not finite");
    require(n >= 1, "n is " + n + ", not at least 1");
    require(1 <= clusters && clusters <= n, "clusters is " + clusters + ", not from 1 to n");
    require(p == null || (0 <= p && p <= 1), "p is " + p + ", not from 0 to 1");
    require(
        adjustedP == null || (0 <= adjustedP && adjustedP <= 1),
        "adjusted_p is " + adjustedP + ", not from 0 to 1");
    require(
        scale == null || (scale > 0 && Double.isFinite(scale)),
        "scale is " + scale + ", not a finite number above 0");
    heads = List.copyOf(heads);
    unmet = unmet == null ? null : List.copyOf(unmet);
    evidence = evidence == null ? null : List.copyOf(evidence);
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** What would be recorded of a judgement. */
  static LedgerEntry of(
      Judgement judgement,
      OptionalDouble scale,
      List<RowValue> rows,
      Set<EvidenceKind> evidence,
      Provenance provenance,
      String reason,
      LocalDate today) {
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
        Conditions.unmet(judgement),
        scale.isPresent() ? (Double) rounded(scale.getAsDouble()) : null,
        rows.isEmpty() ? null : RowValue.hash(rows),
        evidence.isEmpty() ? null : EvidenceKind.labels(evidence),
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
        .compare("unmet conditions", unmet, other.unmet)
        .compare("scale", scale, other.scale)
        .compare("rows", rows, other.rows)
        .compare("seed", seed, other.seed)
        .names();
  }

  /** Whether the two are the same, reason and date aside: recording would change nothing. */
  boolean sameResultAs(LedgerEntry other) {
    return differencesFrom(other).isEmpty()
        && Objects.equals(evidence, other.evidence)
        && provenance.equals(other.provenance);
  }

  static double rounded(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(new MathContext(6)).doubleValue()
        : value;
  }
}
