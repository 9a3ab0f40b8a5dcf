package dev.assay.junit;

import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Everything the claims of one test run share: settings, fixtures, models with their traces, and
 * the study of each model. It lives in JUnit's root store and reports when that is closed.
 */
final class Run implements AutoCloseable {
  private static final Namespace NAMESPACE = Namespace.create(Run.class);

  private final Settings settings;
  private final List<ClaimMethod> claims;
  private final ProjectClaims project;
  private final ModelPool pool = new ModelPool();
  private final Map<String, TraceCache> traces = new HashMap<>();
  private final Map<String, Study> studies = new LinkedHashMap<>();
  private final Map<String, AssayException> brokenModels = new LinkedHashMap<>();
  private final Map<ClaimMethod, ClaimRows> fixtures = new LinkedHashMap<>();
  private final Map<ClaimMethod, AssayException> brokenFixtures = new LinkedHashMap<>();
  private final DrawnRows drawn = new DrawnRows();

  private Run(Settings settings, List<ClaimMethod> claims, ProjectClaims project) {
    this.settings = settings;
    this.claims = claims;
    this.project = project;
    AllureResults.forget(claims);
    for (ClaimMethod claim : claims) {
      try {
        requireOwnId(claim);
        fixtures.put(claim, claim.fixture());
      } catch (AssayException e) {
        brokenFixtures.put(claim, e);
      }
    }
  }

  /** Results, records and reports go by the id: of two claims that share one, one would be lost. */
  private void requireOwnId(ClaimMethod claim) {
    List<String> bearers =
        claims.stream()
            .filter(other -> other.claim().id().equals(claim.claim().id()))
            .map(other -> other.where())
            .toList();
    if (bearers.size() > 1) {
      throw new AssayException(
          "%s have the same id '%s'; give each claim an id or a variant of its own."
              .formatted(String.join(" and ", bearers), claim.claim().id()));
    }
  }

  /** The run that a test belongs to. */
  static Run of(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Run.class,
            key ->
                new Run(
                    Settings.ofSystem(), PlannedClaims.including(type), ProjectClaims.around(type)),
            Run.class);
  }

  Settings settings() {
    return settings;
  }

  DrawnRows drawn() {
    return drawn;
  }

  /** The claim's fixture, or the reason why there is none. */
  Fixture<FixtureRow> fixture(ClaimMethod claim) {
    AssayException broken = brokenFixtures.get(claim);
    if (broken != null) {
      throw broken;
    }
    return java.util.Objects.requireNonNull(fixtures.get(claim)).fixture();
  }

  /**
   * The model as claims see it.
   *
   * @throws AssayException if it cannot be loaded
   */
  TraceCache model(String name) {
    study(name);
    return java.util.Objects.requireNonNull(traces.get(name));
  }

  /** Makes the traces of a claim's rows ready, unless these are what cannot be traced. */
  void prefetch(ClaimMethod claim, String model) {
    if (study(model).results().get(claim.claim().id()) instanceof Result.Judged) {
      model(model).prefetch(fixture(claim));
    }
  }

  /** What came of all claims on a model; done when it is first asked for. */
  Study study(String name) {
    AssayException broken = brokenModels.get(name);
    if (broken != null) {
      throw broken;
    }
    Study study = studies.get(name);
    if (study == null) {
      try {
        PyTorchModel real = pool.get(name);
        TraceCache cache = new TraceCache(() -> pool.get(name));
        traces.put(name, cache);
        study =
            // A breakpoint that suspends only the thread of the tests must not stop in here.
            OwnThread.run(
                    "assay-study",
                    () -> Study.of(real, cache, concerning(name), project.ids(), settings))
                .withBroken(unusable(name));
      } catch (RuntimeException | Error e) {
        // Remembered, whatever it is: every claim would try again, and the report would lack it.
        AssayException why = cannotBeJudged(name, e);
        brokenModels.put(name, why);
        throw why;
      }
      studies.put(name, study);
    }
    return study;
  }

  private Map<ClaimMethod, ClaimRows> concerning(String model) {
    Map<ClaimMethod, ClaimRows> concerned = new LinkedHashMap<>(fixtures);
    concerned.keySet().removeIf(claim -> !claim.concerns(model));
    return concerned;
  }

  /** Why claims about a model have no usable fixture, or no id of their own, by id. */
  private Map<String, AssayException> unusable(String model) {
    Map<String, AssayException> unusable = new LinkedHashMap<>();
    brokenFixtures.forEach(
        (claim, why) -> {
          if (claim.concerns(model)) {
            unusable.put(claim.claim().id(), why);
          }
        });
    return unusable;
  }

  private static AssayException cannotBeJudged(String model, Throwable why) {
    return why instanceof AssayException known
        ? known
        : new AssayException(
            "%s cannot be judged because of %s; the stack trace of the cause says where it is from."
                .formatted(model, why),
            why);
  }

  /** Whether a claim is the first of its finding in this run. */
  boolean isFirstVariant(dev.assay.claim.Claim claim) {
    return claims.stream()
        .map(ClaimMethod::claim)
        .filter(other -> other.finding().equals(claim.finding()))
        .findFirst()
        .filter(claim::equals)
        .isPresent();
  }

  /** Writes what was found, records it if that was asked for, and prints the table. */
  @Override
  public void close() {
    pool.close();
    if (studies.isEmpty() && brokenModels.isEmpty()) {
      return;
    }
    RunReport report = new RunReport(settings, claims, studies, brokenModels, project);
    report.write();
    AllureEnvironment.write(report);
    System.out.println(report.table());
    if (settings.record().isPresent()) {
      studies.values().forEach(study -> Recording.record(study, claims, settings));
    }
  }
}
