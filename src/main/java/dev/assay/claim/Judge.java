package dev.assay.claim;

import dev.assay.stats.Holm;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Turns what was measured into verdicts. */
public final class Judge {
  /** The level of the tests, after Holm's correction. */
  public static final double ALPHA = 0.05;

  /** Of every random choice in judging, so that two runs agree bit for bit. */
  public static final long SEED = 20_261_124L;

  private Judge() {}

  /**
   * What one claim's rows amount to.
   *
   * @throws AssayException if a row reports something else than the claim is about
   */
  public static Assessment assess(Measured measured) {
    List<Null.Effect> nulls =
        measured.nulls().stream()
            .sorted(
                Comparator.comparing((Null.Effect e) -> e.model().kind())
                    .thenComparing(e -> e.model().seed()))
            .toList();
    Claim claim = measured.claim();
    Expectation expectation = claim.expectation();
    Estimate estimate = Estimate.of(expectation, measured.rows());
    return new Assessment(
        claim,
        estimate.value(),
        estimate.interval(),
        Outcome.byCluster(measured.rows()).size(),
        estimate.test(),
        estimate.dz(),
        nulls,
        estimate.heads(),
        expectation.perHead() ? HeadSamples.means(measured.rows()) : new TreeMap<>(),
        estimate.rows().stream()
            .map(row -> new Assessment.Row(row.row(), row.value(), expectation.holds(row.value())))
            .sorted(
                Comparator.comparing(Assessment.Row::favourable)
                    .thenComparing(row -> expectation.favour(row.value())))
            .toList());
  }

  /**
   * What a claim measures on a null model, beside its own estimate on the same rows: the other rows
   * may be of another kind.
   *
   * @param rows the outcome of every row on the real model, at least one
   * @param onNull of those rows that could be measured on the null model; perhaps of none
   * @return none if these are too few, and the claim need not beat the null
   * @throws AssayException if they are too few, and the claim must beat the null, or if a row
   *     reports something else than the claim is about
   */
  public static Optional<Null.Effect> onNull(
      Claim claim, List<Outcome.OfRow> rows, Null model, List<Outcome.OfRow> onNull) {
    int clusters = Outcome.byCluster(onNull).size();
    // A head cannot be chosen on one half of a single cluster and tested on the other.
    if (clusters < (claim.expectation().perHead() ? 2 : 1)) {
      if (claim.mustBeat().contains(model.kind())) {
        throw new AssayException(
            "The null model '%s', which %s must beat, lets it measure %d of %d rows; change the claim's measure, its sentences, or what it must beat."
                .formatted(model.label(), claim.id(), onNull.size(), rows.size()));
      }
      return Optional.empty();
    }
    Set<String> ids = onNull.stream().map(Outcome.OfRow::row).collect(Collectors.toSet());
    List<Outcome.OfRow> same = rows.stream().filter(row -> ids.contains(row.row())).toList();
    return Optional.of(
        new Null.Effect(
            model,
            Estimate.value(claim.expectation(), onNull),
            onNull.size(),
            Estimate.value(claim.expectation(), same)));
  }

  /**
   * Verdicts on all claims of one model's run.
   *
   * @param elsewhere p values on record of claims that belong to the same family but were not run
   *     now, so that a claim is judged alike alone and among the others
   */
  public static List<Judgement> judge(List<Assessment> run, List<Double> elsewhere) {
    List<Assessment> tested = run.stream().filter(a -> a.test().isPresent()).toList();
    List<Double> family = new ArrayList<>();
    tested.forEach(a -> family.add(a.test().orElseThrow().p()));
    family.addAll(elsewhere);
    // A run of universal claims alone has no p value to correct.
    double[] adjusted = family.isEmpty() ? new double[0] : Holm.adjust(asOnRecord(family));
    return run.stream()
        .map(
            assessment -> {
              int index = tested.indexOf(assessment);
              if (index < 0) {
                return new Judgement(assessment, OptionalDouble.empty(), ofUniversal(assessment));
              }
              double best = assessment.test().orElseThrow().smallestP();
              boolean hopeless = adjustedIf(family, index, best) >= ALPHA;
              Verdict verdict =
                  hopeless ? Verdict.UNDERPOWERED : ofTested(assessment, adjusted[index]);
              return new Judgement(assessment, OptionalDouble.of(adjusted[index]), verdict);
            })
        .toList();
  }

  private static Verdict ofTested(Assessment assessment, double adjusted) {
    Expectation.Range goal = assessment.claim().expectation().goal();
    if (goal.excludes(assessment.interval())) {
      return Verdict.REFUTED;
    }
    boolean supported =
        goal.contains(assessment.interval()) && adjusted < ALPHA && assessment.unbeaten().isEmpty();
    return supported ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
  }

  private static Verdict ofUniversal(Assessment assessment) {
    if (!assessment.rows().stream().allMatch(Assessment.Row::favourable)) {
      return Verdict.REFUTED;
    }
    return assessment.unbeaten().isEmpty() ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
  }

  /** Holm's p of one claim of the family if its own p were another. */
  private static double adjustedIf(List<Double> family, int index, double p) {
    double[] changed = asOnRecord(family);
    changed[index] = p;
    return Holm.adjust(changed)[index];
  }

  /** With the digits of the record, so that a p from there corrects as the measured one does. */
  private static double[] asOnRecord(List<Double> ps) {
    return ps.stream().mapToDouble(LedgerEntry::rounded).toArray();
  }
}
