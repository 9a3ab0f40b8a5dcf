package dev.assay.junit;

import dev.assay.claim.AssayVersion;
import dev.assay.claim.Assessment;
import dev.assay.claim.Drift;
import dev.assay.claim.Judge;
import dev.assay.claim.Judgement;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measured;
import dev.assay.claim.Null;
import dev.assay.claim.Outcome;
import dev.assay.claim.Provenance;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All claims of a run on one model: measured, measured on the null models, judged together and
 * compared with the record. It is done as a whole, because Holm's correction needs every claim's p
 * before any verdict, and because null models are costly and serve all claims.
 *
 * @param results by claim id
 * @param ledger what was on record
 * @param ignored parameters of the checkpoint that no claim can be about: they are not the
 *     encoder's
 */
record Study(Map<String, Result> results, Ledger ledger, List<String> ignored) {

  /**
   * @param project all claims that exist, whether they are part of this run or not
   */
  static Study of(
      PyTorchModel real,
      TraceCache traces,
      Map<ClaimMethod, ClaimRows> claims,
      Set<String> project,
      Settings settings) {
    return of(real, traces, claims, project, settings, NullRun.all());
  }

  /** A study with some of the null models only. */
  static Study of(
      PyTorchModel real,
      TraceCache traces,
      Map<ClaimMethod, ClaimRows> claims,
      Set<String> project,
      Settings settings,
      List<Null> models) {
    Ledger ledger = ledger(settings, real.name());
    Map<String, Result> results = new LinkedHashMap<>();
    Map<ClaimMethod, List<RowEvidence>> measured = new LinkedHashMap<>();
    for (ClaimMethod method : NullRun.byFixture(claims.keySet())) {
      Fixture<FixtureRow> fixture = Objects.requireNonNull(claims.get(method)).fixture();
      try {
        traces.prefetch(fixture);
        measured.put(method, Bodies.onReal(method, fixture, traces));
      } catch (AssayException e) {
        results.put(method.claim().id(), new Result.Broken(e));
      }
    }
    Map<ClaimMethod, ClaimRows> sound = new LinkedHashMap<>(claims);
    sound.keySet().retainAll(measured.keySet());
    Map<String, NullRun.Result> nulls = NullRun.of(real, sound, models);

    Map<ClaimMethod, Assessment> assessments = new LinkedHashMap<>();
    measured.forEach(
        (method, rows) -> {
          NullRun.Result onNulls = Objects.requireNonNull(nulls.get(method.claim().id()));
          if (onNulls instanceof NullRun.Result.Ran ran) {
            try {
              List<Outcome.OfRow> outcomes = rows.stream().map(RowEvidence::outcome).toList();
              Measured all = new Measured(method.claim(), outcomes, ran.outcomes());
              assessments.put(method, Judge.assess(all));
            } catch (AssayException e) {
              results.put(method.claim().id(), new Result.Broken(e));
            }
          } else if (onNulls instanceof NullRun.Result.Failed failed) {
            results.put(method.claim().id(), new Result.Broken(failed.why()));
          }
        });
    List<Judgement> judgements =
        Judge.judge(
            List.copyOf(assessments.values()), elsewhere(ledger, assessments.keySet(), project));
    int next = 0;
    for (ClaimMethod method : assessments.keySet()) {
      ClaimRows rows = Objects.requireNonNull(claims.get(method));
      List<Reported> reported = Reported.of(Objects.requireNonNull(measured.get(method)));
      results.put(
          method.claim().id(),
          compared(judgements.get(next++), method, rows, reported, real, ledger, settings));
    }
    return new Study(results, ledger, real.checkpoint().weights().ignored());
  }

  /** With claims for which nothing could be measured at all, and why. */
  Study withBroken(Map<String, AssayException> unusable) {
    Map<String, Result> all = new LinkedHashMap<>(results);
    unusable.forEach((id, why) -> all.put(id, new Result.Broken(why)));
    return new Study(all, ledger, ignored);
  }

  /** Read before anything is measured, since a ledger that cannot be read makes that pointless. */
  private static Ledger ledger(Settings settings, String model) {
    Ledger ledger = Ledger.read(settings.ledger(), settings.judgedAgainst(model));
    if (settings.baseline().isPresent() && ledger.claims().isEmpty()) {
      throw new AssayException(
          "Nothing is on record for the baseline %s in %s; record it first, or correct the name."
              .formatted(ledger.model(), Ledger.file(settings.ledger(), ledger.model())));
    }
    return ledger;
  }

  private static Result compared(
      Judgement judgement,
      ClaimMethod method,
      ClaimRows rows,
      List<Reported> reported,
      PyTorchModel model,
      Ledger ledger,
      Settings settings) {
    Provenance provenance =
        new Provenance(
            model.checkpoint().weights().sha256(),
            model.checkpoint().config().sha256(),
            model.checkpoint().tokenizer().sha256(),
            rows.fixture().sha256(),
            ClaimSource.sha256(method.method().getDeclaringClass()),
            PyTorchModel.engine(),
            AssayVersion.current());
    LedgerEntry entry =
        LedgerEntry.of(
            judgement, provenance, settings.record().orElse(""), LocalDate.now(ZoneOffset.UTC));
    Optional<LedgerEntry> recorded = ledger.entry(method.claim().id());
    String changed = recorded.map(old -> Drift.rows(ledger.rows(old), rows.idsInFile())).orElse("");
    Drift drift = Drift.of(recorded, entry, changed);
    return new Result.Judged(judgement, entry, drift, reported, rows.idsInFile());
  }

  /** The row ids of the fixtures that claims were judged with, keyed as in a ledger. */
  Map<String, List<String>> fixtures(List<ClaimMethod> claims) {
    Map<String, List<String>> fixtures = new TreeMap<>();
    for (ClaimMethod method : claims) {
      if (results.get(method.claim().id()) instanceof Result.Judged judged) {
        String sha256 = judged.entry().provenance().fixture();
        fixtures.put(Ledger.fixture(method.claim().fixture(), sha256), judged.idsInFile());
      }
    }
    return fixtures;
  }

  /**
   * The p values on record of claims that still exist but have no p now, because they are not part
   * of this run or because they are broken: either way the family is not smaller for it.
   */
  private static List<Double> elsewhere(
      Ledger ledger, Set<ClaimMethod> assessed, Set<String> project) {
    Set<String> others = new HashSet<>(project);
    assessed.forEach(method -> others.remove(method.claim().id()));
    List<Double> ps = new ArrayList<>();
    ledger
        .claims()
        .forEach(
            (id, entry) -> {
              if (others.contains(id)) {
                entry.pValue().ifPresent(ps::add);
              }
            });
    return ps;
  }
}
