package dev.assay.junit;

import dev.assay.allure.AllureReport;
import dev.assay.study.Attempts;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimsJson;
import dev.assay.study.Run;
import dev.assay.study.Settings;
import dev.assay.trace.AssayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The run that the claims of one JUnit run share. It lives in JUnit's root store and writes what
 * was found when that is closed.
 *
 * @param report what is shown of it
 */
record ClaimRun(Run run, AllureReport report) implements AutoCloseable {
  /** With which people say what Surefire runs. */
  private static final List<String> SELECTION =
      List.of("test", "groups", "excludedGroups", "assay.claims");

  private static final Namespace NAMESPACE = Namespace.create(ClaimRun.class);

  /**
   * The run that a test belongs to.
   *
   * @throws dev.assay.trace.AssayException if a setting is wrong
   */
  static ClaimRun of(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(ClaimRun.class, key -> begin(type), ClaimRun.class);
  }

  private static ClaimRun begin(Class<?> type) {
    Settings settings = Settings.ofSystem();
    Run run = new Run(settings, ProjectClaims.of(type, settings.filter()), System.out);
    return new ClaimRun(run, AllureReport.of(run, ClaimRun::exists));
  }

  private static boolean exists(String type, String claim) {
    if (type.isEmpty()) {
      return true;
    }
    try {
      return ReflectionSupport.tryToLoadClass(type)
          .toOptional()
          .filter(
              found ->
                  ClaimMethod.candidates(found).stream()
                      .map(ClaimMethod::of)
                      .anyMatch(claims -> claims.mayHave(claim)))
          .isPresent();
    } catch (AssayException e) {
      return true; // It is malformed, and says so when it is run.
    }
  }

  /**
   * The claims of a method that are judged on a model.
   *
   * @throws dev.assay.trace.AssayException if the model cannot be loaded
   */
  List<ClaimCase> claims(ClaimMethod method, String model) {
    List<ClaimCase> claims = new ArrayList<>();
    for (ClaimBody body : run.claims(model)) {
      if (body instanceof ClaimCase claim && claim.method().equals(method)) {
        claims.add(claim);
      }
    }
    if (method.dependsOnModel()) {
      report.about(claims);
    }
    return claims;
  }

  /** Writes the report whatever becomes of the rest, and the rest whatever becomes of it. */
  @Override
  public void close() {
    Attempts attempts = new Attempts();
    if (run.isEmpty()) {
      attempts.run(run::close);
    } else {
      attempts.run(run::close);
      attempts.run(
          () -> report.close(ClaimsJson.withOthers(run.findings())).ifPresent(attempts::failed));
      attempts.run(() -> System.out.println(AllureReport.hint(Path.of(""))));
    }
    run.unconcerned().filter(why -> !mayBePart()).ifPresent(attempts::failed);
    attempts.throwIfAnyFailed();
  }

  /**
   * Whether this JVM may be one of several that share a run: of Surefire's, and nobody has selected
   * what it runs. Then another one may have the claims that this one lacks.
   */
  private boolean mayBePart() {
    return System.getProperty("surefire.test.class.path") != null
        && SELECTION.stream().allMatch(property -> System.getProperty(property) == null)
        && run.settings().models().names().stream()
            .allMatch(
                model ->
                    run.claims().all().stream()
                        .anyMatch(body -> run.settings().concerns(body::concerns, model)));
  }
}
