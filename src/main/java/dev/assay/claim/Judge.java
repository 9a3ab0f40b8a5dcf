package dev.assay.claim;

import dev.assay.stats.Holm;
import dev.assay.stats.Interval;
import dev.assay.stats.MeanInterval;
import dev.assay.stats.Sample;
import dev.assay.stats.SignFlipPermutation;
import dev.assay.stats.Wilson;
import dev.assay.trace.AssayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
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
   * @throws AssayException if a row reports something else than the claim predicts, or if a null
   *     that the claim must beat lets it measure nothing
   */
  public static Assessment assess(Measured measured) {
    List<Null.Effect> nulls =
        measured.nulls().entrySet().stream()
            .flatMap(e -> onNull(measured, e.getKey(), e.getValue()).stream())
            .sorted(
                Comparator.comparing((Null.Effect e) -> e.model().kind())
                    .thenComparing(e -> e.model().seed()))
            .toList();
    return switch (measured.claim().prediction()) {
      case MEAN_AT_LEAST -> ofMean(measured.claim(), measured.rows(), nulls, List.of());
      case HEAD_EXISTS -> {
        HeadChoice choice = HeadChoice.crossFitted(measured.rows(), SEED);
        yield ofMean(measured.claim(), choice.rows(), nulls, choice.heads());
      }
      case EVERY_ROW_HOLDS -> ofShare(measured.claim(), measured.rows(), nulls);
    };
  }

  /** Beside the claim's own estimate on the same rows: the other rows may be of another kind. */
  private static Optional<Null.Effect> onNull(
      Measured measured, Null model, List<Outcome.OfRow> rows) {
    Claim claim = measured.claim();
    int clusters = Outcome.byCluster(rows).size();
    // A head cannot be chosen on one half of a single cluster and tested on the other.
    if (clusters < (claim.prediction() == Prediction.HEAD_EXISTS ? 2 : 1)) {
      if (claim.mustBeat().contains(model.kind())) {
        throw new AssayException(
            "The null model '%s', which %s must beat, lets it measure %d of %d rows; change the claim's measure, its sentences, or what it must beat."
                .formatted(model.label(), claim.id(), rows.size(), measured.rows().size()));
      }
      return Optional.empty();
    }
    Set<String> ids = rows.stream().map(Outcome.OfRow::row).collect(Collectors.toSet());
    List<Outcome.OfRow> same =
        measured.rows().stream().filter(row -> ids.contains(row.row())).toList();
    return Optional.of(
        new Null.Effect(model, estimate(claim, rows), rows.size(), estimate(claim, same)));
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
    double[] adjusted =
        family.isEmpty()
            ? new double[0]
            : Holm.adjust(family.stream().mapToDouble(Double::doubleValue).toArray());
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
    double minimum = assessment.claim().minimumEffect();
    if (assessment.interval().high() < minimum) {
      return Verdict.REFUTED;
    }
    boolean supported =
        assessment.interval().low() >= minimum
            && adjusted < ALPHA
            && assessment.unbeaten().isEmpty();
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
    double[] changed = family.stream().mapToDouble(Double::doubleValue).toArray();
    changed[index] = p;
    return Holm.adjust(changed)[index];
  }

  private static Assessment ofMean(
      Claim claim, List<Outcome.OfRow> rows, List<Null.Effect> nulls, List<String> heads) {
    Sample sample =
        Sample.clustered(effects(rows), rows.stream().map(Outcome.OfRow::cluster).toList());
    return new Assessment(
        claim,
        sample.mean(),
        MeanInterval.of(sample, SEED),
        sample.clusters(),
        Optional.of(
            new Assessment.Test(
                SignFlipPermutation.pValue(sample, SEED),
                SignFlipPermutation.smallestAttainableP(sample.clusters()))),
        sample.cohensDz(),
        nulls,
        heads,
        rows.stream()
            .map(
                row ->
                    new Assessment.Row(
                        row.row(), effect(row), effect(row) >= claim.minimumEffect()))
            .sorted(Comparator.comparingDouble(Assessment.Row::value))
            .toList());
  }

  private static Assessment ofShare(
      Claim claim, List<Outcome.OfRow> rows, List<Null.Effect> nulls) {
    int holding = (int) rows.stream().filter(row -> within(row).holds()).count();
    Interval interval = Wilson.interval(holding, rows.size());
    return new Assessment(
        claim,
        (double) holding / rows.size(),
        interval,
        Outcome.byCluster(rows).size(),
        Optional.empty(),
        OptionalDouble.empty(),
        nulls,
        List.of(),
        rows.stream()
            .map(row -> new Assessment.Row(row.row(), within(row).value(), within(row).holds()))
            .sorted(
                Comparator.comparing(Assessment.Row::favourable)
                    .thenComparing(Assessment.Row::value))
            .toList());
  }

  private static double estimate(Claim claim, List<Outcome.OfRow> rows) {
    return switch (claim.prediction()) {
      case MEAN_AT_LEAST -> Sample.of(effects(rows)).mean();
      case HEAD_EXISTS -> Sample.of(effects(HeadChoice.crossFitted(rows, SEED).rows())).mean();
      case EVERY_ROW_HOLDS ->
          (double) rows.stream().filter(row -> within(row).holds()).count() / rows.size();
    };
  }

  private static double[] effects(List<Outcome.OfRow> rows) {
    return rows.stream().mapToDouble(Judge::effect).toArray();
  }

  private static double effect(Outcome.OfRow row) {
    if (row.outcome() instanceof Outcome.Effect effect) {
      return effect.value();
    }
    throw new AssayException(
        "Row %s reports no effect; call evidence.effect once in the claim's body."
            .formatted(row.row()));
  }

  private static Outcome.Within within(Outcome.OfRow row) {
    if (row.outcome() instanceof Outcome.Within within) {
      return within;
    }
    throw new AssayException(
        "Row %s reports no value within bounds; call evidence.within once in the claim's body."
            .formatted(row.row()));
  }
}
