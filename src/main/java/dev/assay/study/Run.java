package dev.assay.study;

import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;
import dev.assay.page.IndexPage;
import dev.assay.trace.AssayException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges the claims of a project on the models of a run: each model when it is first asked for, all
 * claims together. Closing it writes what was found.
 */
public final class Run implements AutoCloseable {
  /** How many rows are traced together for rows that are run one by one. */
  private static final int AHEAD = 64;

  private final Settings settings;
  private final Claims claims;
  private final PrintStream out;
  private final ModelPool pool;
  private final Path claimsJson;
  private final OtherModels others;
  private final Map<String, Study> studies = new LinkedHashMap<>();
  private final Map<String, AssayException> brokenModels = new LinkedHashMap<>();
  private final Map<ClaimBody, ClaimRows> rows = new HashMap<>();

  /** What is written, and what of it could not be. */
  private final Attempts unwritten = new Attempts();

  /** Of the claim whose rows are run. */
  private Optional<SameResult> expected = Optional.empty();

  /**
   * @param out where the table at the end is printed
   */
  public Run(Settings settings, Claims claims, PrintStream out) {
    this(settings, claims, out, ClaimsJson.FILE);
  }

  /**
   * @param claimsJson where what was found is written
   */
  Run(Settings settings, Claims claims, PrintStream out, Path claimsJson) {
    this.settings = settings;
    this.claims = claims;
    this.out = out;
    this.pool = new ModelPool(settings.models());
    this.claimsJson = claimsJson;
    this.others = new OtherModels(settings.models(), settings.baseline());
  }

  public Settings settings() {
    return settings;
  }

  public Claims claims() {
    return claims;
  }

  /**
   * Why there is nothing to find out about some of the models: no claim of this run is about them,
   * which is no success. Empty if each has a claim.
   */
  public Optional<AssayException> unconcerned() {
    List<String> models =
        settings.models().names().stream()
            .filter(
                model ->
                    claims.selected().stream()
                            .noneMatch(body -> settings.concerns(body::concerns, model))
                        && claims.selectedPerModel().stream()
                            .noneMatch(each -> settings.concerns(each::concerns, model)))
            .toList();
    if (!claims.malformed().isEmpty()) {
      return Optional.empty();
    }
    return models.isEmpty()
        ? studies.values().stream()
            .filter(study -> study.results().isEmpty())
            .map(Run::nothingJudged)
            .findFirst()
        : Optional.of(nothingAbout(String.join(", ", models)));
  }

  /** Known only when a model's layers and heads are. */
  private static AssayException nothingJudged(Study study) {
    return study.notAbout().values().stream()
        .findFirst()
        .map(
            why ->
                new AssayException(
                    "No claim of this run is about %s, which has no %s; select claims that ask for none, or name another model."
                        .formatted(why.model(), why.head())))
        .orElseGet(() -> nothingAbout(study.model()));
  }

  private static AssayException nothingAbout(String models) {
    return new AssayException(
        "No claim of this run is about %s; select claims that are, or name another model."
            .formatted(models));
  }

  /**
   * The claims that are judged on a model.
   *
   * @throws AssayException if the model cannot be loaded
   */
  public List<ClaimBody> claims(String model) {
    return study(model).results().stream().map(Result::body).toList();
  }

  /**
   * A model that claims compare with, by name; the run's baseline if it is empty.
   *
   * @throws AssayException if there is none
   */
  public Model other(String name) {
    return others.get(name);
  }

  /** Judges all claims on all models. A model that cannot be loaded does not stop the others. */
  public void judge() {
    for (String model : settings.models().names()) {
      try {
        study(model);
      } catch (AssayException e) {
        // It is among what was found.
      }
    }
  }

  /**
   * What came of a claim on a model that it concerns; all claims are judged on a model when it is
   * first asked for.
   *
   * @throws AssayException if the model cannot be loaded
   */
  public Result result(ClaimBody body, String model) {
    return study(model).result(body).orElseThrow();
  }

  /**
   * The claim's rows on a model, one of which {@link #rowModel} takes.
   *
   * @throws AssayException if the claim or the model is broken
   */
  public List<FixtureRow> rows(ClaimBody body, String model) {
    if (result(body, model) instanceof Result.Broken broken && !rows.containsKey(body)) {
      // A row that cannot be measured fails as a test of its own too; without rows there is none.
      try {
        return readRows(body);
      } catch (AssayException e) {
        throw broken.why();
      }
    }
    return readRows(body);
  }

  private List<FixtureRow> readRows(ClaimBody body) {
    return rows.computeIfAbsent(body, ClaimBody::rows).fixture().rows();
  }

  /**
   * The model for a test of one row, which does what the study did, in the thread of the tests.
   * Rows are best asked for in their order: some are prepared ahead.
   */
  public RowModel rowModel(ClaimBody body, String model, FixtureRow row) {
    Study study = study(model);
    letGoOfOthers(model);
    RowModel own = new RowModel(() -> pool.get(model), study.traces());
    Bodies.Asked asked = study.asked().get(body.claim().fixture());
    List<FixtureRow> all = readRows(body);
    int index = all.indexOf(row);
    if (asked != null && index % AHEAD == 0) {
      List<TraceKey> keys = new ArrayList<>();
      all.subList(index, Math.min(index + AHEAD, all.size()))
          .forEach(next -> keys.addAll(asked.of(next.id())));
      own.prepare(keys);
    }
    return own;
  }

  /**
   * Compares what a row's own test found with what the study has of it: a body is a function of its
   * arguments, and one that is not breaks its claim.
   *
   * @throws AssayException if the two differ by more than another batch of texts explains
   */
  public void requireSame(ClaimBody body, String model, FixtureRow row, RowResult again) {
    if (result(body, model) instanceof Result.Judged judged) {
      expected(judged)
          .difference(row.id(), again.outcome())
          .ifPresent(
              difference -> {
                AssayException why =
                    new AssayException(
                        "Row %s of %s gives %s; a claim's body must depend on its row and its model only, not on fields, @BeforeEach or other rows."
                            .formatted(row.id(), body.claim().fixture(), difference));
                studies.put(model, study(model).withBroken(body, why));
                throw why;
              });
    }
  }

  private SameResult expected(Result.Judged judged) {
    SameResult same =
        expected.filter(known -> known.isOf(judged)).orElseGet(() -> SameResult.as(judged));
    expected = Optional.of(same);
    return same;
  }

  /** Of the models that were judged, only one at a time has its traces in memory. */
  private void letGoOfOthers(String model) {
    studies.forEach(
        (name, study) -> {
          if (!name.equals(model)) {
            study.traces().clear();
          }
        });
  }

  Study study(String name) {
    AssayException broken = brokenModels.get(name);
    if (broken != null) {
      throw broken;
    }
    Study study = studies.get(name);
    if (study == null) {
      letGoOfOthers(name);
      Progress progress = Progress.of(name);
      try {
        PyTorchModel real = pool.get(name);
        study =
            // A breakpoint that suspends only the thread of the tests must not stop in here.
            OwnThread.run(
                "assay-study",
                () ->
                    explored(
                        real,
                        Study.of(
                            real, claims, others, settings, settings.nulls().models(), progress),
                        progress));
      } catch (RuntimeException | Error e) {
        // Remembered, whatever it is: every claim would try again, and the report would lack it.
        AssayException why = cannotBeJudged(name, e);
        brokenModels.put(name, why);
        throw why;
      } finally {
        progress.end();
      }
      studies.put(name, study);
    }
    return study;
  }

  /**
   * With its pages of every head, unless the verdicts are provisional: who edits a claim does not
   * want to wait for them. They are no reason to have no verdict.
   */
  private Study explored(PyTorchModel real, Study study, Progress progress) {
    if (settings.nulls() != Nulls.ALL) {
      return study;
    }
    progress.stage("writing every head of every row", 0, 1);
    Map<String, Map<String, FixtureRow>> byFixture = new TreeMap<>();
    for (Result result : study.results()) {
      try {
        for (FixtureRow row : readRows(result.body())) {
          byFixture
              .computeIfAbsent(result.body().claim().fixture(), name -> new LinkedHashMap<>())
              .putIfAbsent(row.id(), row);
        }
      } catch (AssayException e) {
        // Its claim is broken and says so.
      }
    }
    Map<String, Collection<FixtureRow>> rowsOf = new TreeMap<>();
    byFixture.forEach((fixture, own) -> rowsOf.put(fixture, own.values()));
    List<Explorers> written = new ArrayList<>();
    unwritten.run(() -> written.add(Explorers.write(real, rowsOf, study.asked(), claimsJson)));
    return written.isEmpty() ? study : study.with(written.get(0));
  }

  /**
   * The page with every head of a row, relative to {@code index.html}; absent if it is on none.
   *
   * @throws AssayException if the model cannot be loaded
   */
  public Optional<String> explorer(ClaimBody body, String model, FixtureRow row) {
    return study(model).explorers().file(body.claim().fixture(), row.id());
  }

  private static AssayException cannotBeJudged(String model, Throwable why) {
    return why instanceof AssayException known
        ? known
        : new AssayException(
            "%s cannot be judged because of %s; the stack trace of the cause says where it is from."
                .formatted(model, why),
            why);
  }

  /** Whether nothing was judged at all, so that there is nothing to write. */
  public boolean isEmpty() {
    return studies.isEmpty() && brokenModels.isEmpty();
  }

  /** What the run found, model by model. */
  public Findings findings() {
    return new Findings(settings, claims, List.copyOf(studies.values()), brokenModels);
  }

  /**
   * Writes what was found, records it if that was asked for, and prints the table. Each is done
   * whatever becomes of the others.
   *
   * @throws AssayException if one of them could not be done
   */
  @Override
  public void close() {
    pool.close();
    others.close();
    studies.values().forEach(study -> study.traces().clear());
    if (isEmpty()) {
      return;
    }
    Findings findings = findings();
    Attempts attempts = unwritten;
    Path page = claimsJson.resolveSibling("index.html");
    List<Path> details = new ArrayList<>();
    if (attempts.run(() -> ClaimsJson.of(findings).write(claimsJson))) {
      details.add(claimsJson);
      if (attempts.run(() -> IndexPage.write(claimsJson, page))) {
        details.add(0, page);
      }
    }
    attempts.run(() -> out.println(ResultTable.of(findings)));
    if (!details.isEmpty()) {
      out.println("Details: " + String.join(", ", details.stream().map(Path::toString).toList()));
    }
    if (settings.record().isPresent()) {
      findings
          .studies()
          .forEach(study -> attempts.run(() -> Recording.record(study, settings, out)));
    }
    attempts.throwIfAnyFailed();
  }
}
