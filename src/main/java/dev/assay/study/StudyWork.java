package dev.assay.study;

import dev.assay.claim.AssayVersion;
import dev.assay.claim.Assessment;
import dev.assay.claim.Change;
import dev.assay.claim.EvidenceKind;
import dev.assay.claim.Judge;
import dev.assay.claim.Judgement;
import dev.assay.claim.Ledger;
import dev.assay.claim.LedgerEntry;
import dev.assay.claim.Measured;
import dev.assay.claim.Measurement;
import dev.assay.claim.Null;
import dev.assay.claim.Outcome;
import dev.assay.claim.Provenance;
import dev.assay.claim.Regression;
import dev.assay.claim.RowValue;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.MissingHead;
import dev.assay.trace.AssayException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is known while a study is made. */
final class StudyWork {
  private final PyTorchModel real;
  private final Settings settings;
  private final List<Null> models;
  private final Progress progress;
  private final Ledger ledger;
  private final Claims claims;
  private final OtherModels others;
  private final List<Case> cases = new ArrayList<>();
  private final Family.Collected family = new Family.Collected();

  /** Of claims that are not compared with the record but belong to the correction, by id. */
  private final Map<String, List<RowValue>> otherRows = new TreeMap<>();

  private final TraceStore traces = TraceStore.ofQuarterHeap();
  private final EditChecks edits;
  private final Map<String, Bodies.Asked> asked = new TreeMap<>();

  StudyWork(
      PyTorchModel real,
      Claims claims,
      OtherModels others,
      Settings settings,
      List<Null> models,
      Progress progress) {
    this.real = real;
    this.edits = new EditChecks(real);
    this.claims = claims.on(real.config().layers());
    this.others = others;
    this.settings = settings;
    this.models = models;
    this.progress = progress;
    this.ledger = readLedger(settings, real.name());
  }

  Study study() {
    for (var malformed : List.of(claims.malformed(), claims.malformedElsewhere())) {
      malformed.forEach((where, why) -> family.unmeasured(where, String.valueOf(why.getMessage())));
    }
    for (ClaimBody body : claims.selected()) {
      if (settings.concerns(body::concerns, real.name())) {
        cases.add(read(body, true));
      }
    }
    for (ClaimBody body : claims.others()) {
      if (settings.concerns(body::concerns, real.name())) {
        readOther(body);
      }
    }
    measure();
    Map<String, MissingHead> notAbout = notAbout();
    assess();
    return new Study(
        real.name(),
        judge(),
        notAbout,
        ledger,
        family.family().unmeasured(),
        real.checkpoint().weights().ignored(),
        traces,
        asked,
        claims.ids(),
        Explorers.NONE);
  }

  /**
   * A claim that is not judged but corrected for: known from the record where nothing has changed
   * that it was made from, else to be measured on the real model.
   */
  private void readOther(ClaimBody body) {
    String id = body.claim().id();
    Case member = read(body, false);
    Optional<LedgerEntry> unchanged =
        ledger.entry(id).filter(e -> member.isSound() && e.provenance().equals(provenance(member)));
    unchanged.flatMap(LedgerEntry::pValue).ifPresent(family::known);
    if (unchanged.isPresent()) {
      otherRows.put(id, ledger.values(id));
    } else if (Family.isTested(body) || !ledger.values(id).isEmpty()) {
      cases.add(member);
    }
  }

  private Case read(ClaimBody body, boolean selected) {
    Case mine = new Case(body, selected);
    try {
      claims
          .sameId(body)
          .ifPresent(
              why -> {
                throw why;
              });
      // Opened before anything is measured: what is not there is not missed by every row.
      body.against().forEach(others::get);
      mine.rows = Optional.of(body.rows());
    } catch (AssayException e) {
      mine.breaks(e);
    }
    return mine;
  }

  private void measure() {
    progress.stage("measuring claims, %d in all".formatted(cases.size()), 0, 1);
    byFixture(cases.stream().filter(Case::isSound).toList())
        .forEach(
            (name, bodies) -> {
              Bodies.Asked rows = new Bodies.Asked();
              asked.put(name, rows);
              Map<ClaimBody, List<Bodies.Attempt>> attempts =
                  Bodies.run(bodies, real, traces, rows, Bodies.Instead.NOTHING, others::get);
              for (Case mine : cases) {
                List<Bodies.Attempt> own = attempts.get(mine.body);
                if (own != null) {
                  mine.notAbout = Bodies.missing(own, real.name());
                }
                if (own != null && mine.isSound()) {
                  try {
                    List<Bodies.Attempt> sound = Bodies.onReal(own, mine.fixture());
                    edits.require(sound);
                    mine.attempts = sound;
                  } catch (AssayException e) {
                    mine.breaks(e);
                  }
                }
              }
            });
  }

  private void assess() {
    List<Case> judged = cases.stream().filter(c -> c.selected && c.isSound()).toList();
    Map<ClaimBody, EditNulls> ofEdits = new HashMap<>();
    for (Case mine : judged) {
      try {
        ofEdits.put(mine.body, EditNulls.of(mine.body, mine.attempts, real));
      } catch (AssayException e) {
        mine.breaks(e);
      }
    }
    judged = judged.stream().filter(Case::isSound).toList();
    Map<ClaimBody, List<Outcome.OfRow>> onReal = new HashMap<>();
    judged.forEach(mine -> onReal.put(mine.body, outcomes(mine)));
    OnNulls nulls =
        OnNulls.of(real, byFixture(judged), onReal, models, ofEdits, asked, others::get, progress);
    for (Case mine : judged) {
      AssayException failed = nulls.failed().get(mine.body);
      try {
        if (failed != null) {
          throw failed;
        }
        mine.assessment =
            Optional.of(
                Judge.assess(
                    new Measured(
                        mine.body.claim(),
                        Objects.requireNonNull(onReal.get(mine.body)),
                        Objects.requireNonNull(nulls.effects().get(mine.body)))));
      } catch (AssayException e) {
        mine.breaks(e);
      } catch (RuntimeException e) {
        // Whatever is wrong with what it measured, the others are judged.
        mine.breaks(
            new AssayException(
                "What %s measured cannot be judged: %s.".formatted(mine.body.claim().id(), e), e));
      }
    }
  }

  private static List<Outcome.OfRow> outcomes(Case mine) {
    return mine.attempts.stream().map(Bodies.Attempt::outcome).toList();
  }

  /** They are neither judged nor corrected for, as those that name other models are not. */
  private Map<String, MissingHead> notAbout() {
    Map<String, MissingHead> found = new TreeMap<>();
    cases.stream()
        .filter(c -> c.selected)
        .forEach(c -> c.notAbout.ifPresent(why -> found.put(c.body.claim().id(), why)));
    cases.removeIf(c -> c.notAbout.isPresent());
    return found;
  }

  private List<Result> judge() {
    List<Case> assessed = cases.stream().filter(c -> c.assessment.isPresent()).toList();
    cases.stream().filter(c -> c.assessment.isEmpty()).forEach(this::correctFor);
    List<Judgement> judgements =
        Judge.judge(
            assessed.stream().map(c -> c.assessment.orElseThrow()).toList(), family.family().ps());
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < assessed.size(); i++) {
      measurements.add(measurement(assessed.get(i), judgements.get(i)));
    }
    List<Change> changes =
        Regression.of(ledger, measurements, otherRows).stream()
            .map(change -> settings.nulls() == Nulls.ALL ? change : change.provisional())
            .toList();
    Map<Case, Result> results = new HashMap<>();
    for (int i = 0; i < assessed.size(); i++) {
      Case mine = assessed.get(i);
      results.put(mine, judged(mine, judgements.get(i), measurements.get(i), changes.get(i)));
    }
    return cases.stream()
        .filter(c -> c.selected)
        .map(mine -> results.getOrDefault(mine, broken(mine)))
        .toList();
  }

  /** It needs no null models to have a p and rows; without either it counts as what says least. */
  private void correctFor(Case mine) {
    String id = mine.body.claim().id();
    otherRows.put(id, ledger.values(id));
    try {
      if (mine.attempts.isEmpty()) {
        throw mine.broken.orElseGet(() -> new AssayException("it was not measured."));
      }
      Assessment alone = Judge.assess(new Measured(mine.body.claim(), outcomes(mine), List.of()));
      alone.test().map(Assessment.Test::p).ifPresent(family::known);
      otherRows.put(id, RowValue.of(alone, outcomes(mine)));
    } catch (AssayException | IllegalArgumentException e) {
      if (Family.isTested(mine.body)) {
        family.unmeasured(id, String.valueOf(e.getMessage()));
      }
    }
  }

  private Result broken(Case mine) {
    AssayException why = mine.broken.orElseGet(() -> new AssayException("it was not measured."));
    return new Result.Broken(mine.body, real.name(), why, ledger.entry(mine.body.claim().id()));
  }

  private Measurement measurement(Case mine, Judgement judgement) {
    return Measurement.of(
        judgement,
        outcomes(mine),
        mine.rows.orElseThrow().idsInFile(),
        evidence(mine),
        provenance(mine),
        settings.record().orElse(""),
        LocalDate.now(ZoneOffset.UTC));
  }

  private Result judged(Case mine, Judgement judgement, Measurement measurement, Change change) {
    return new Result.Judged(
        mine.body,
        real.name(),
        judgement,
        measurement,
        change,
        outcomes(mine),
        Reported.of(mine.attempts),
        evidence(mine),
        settings.nulls());
  }

  private static Set<EvidenceKind> evidence(Case mine) {
    Set<EvidenceKind> kinds = EnumSet.noneOf(EvidenceKind.class);
    mine.attempts.forEach(attempt -> kinds.addAll(attempt.use().evidence()));
    return kinds;
  }

  private Provenance provenance(Case mine) {
    return new Provenance(
        weights(mine.body),
        real.checkpoint().config().sha256(),
        real.checkpoint().tokenizer().sha256(),
        mine.fixture().sha256(),
        mine.body.identity(),
        PyTorchModel.engine(),
        AssayVersion.current());
  }

  /** Of the model, and of those that it is compared with. */
  private String weights(ClaimBody body) {
    StringBuilder all = new StringBuilder(real.checkpoint().weights().sha256());
    body.against().forEach(name -> all.append(" against ").append(others.weights(name)));
    return all.toString();
  }

  private static Map<String, Map<ClaimBody, Fixture<FixtureRow>>> byFixture(List<Case> cases) {
    Map<String, Map<ClaimBody, Fixture<FixtureRow>>> fixtures = new TreeMap<>();
    cases.forEach(
        c ->
            fixtures
                .computeIfAbsent(c.fixture().name(), name -> new LinkedHashMap<>())
                .put(c.body, c.fixture()));
    return fixtures;
  }

  /** Read before anything is measured, since a ledger that cannot be read makes that pointless. */
  private static Ledger readLedger(Settings settings, String model) {
    Ledger ledger = Ledger.read(settings.ledger(), settings.judgedAgainst(model));
    if (settings.baseline().isPresent() && ledger.claims().isEmpty()) {
      throw new AssayException(
          "Nothing is on record for the baseline %s in %s; record it first, or correct the name."
              .formatted(ledger.model(), Ledger.file(settings.ledger(), ledger.model())));
    }
    return ledger;
  }
}
