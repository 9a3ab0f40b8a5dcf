package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.study.Attempts;
import dev.assay.study.ClaimBody;
import dev.assay.study.Findings;
import dev.assay.study.Run;
import dev.assay.study.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The run that the claims of one JUnit run share. It lives in JUnit's root store and writes what
 * was found when that is closed.
 *
 * @param drawn which rows the report has pictures of
 */
record ClaimRun(Run run, DrawnRows drawn) implements AutoCloseable {
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
    AllureResults.forget(run.claims().selected());
    return new ClaimRun(run, new DrawnRows());
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
      AllureResults.forget(List.copyOf(claims));
    }
    return claims;
  }

  /** Whether a claim is the first of its finding that is judged on a model. */
  boolean isFirstVariant(Claim claim, String model) {
    return run.claims(model).stream()
        .map(ClaimBody::claim)
        .filter(other -> other.finding().equals(claim.finding()))
        .findFirst()
        .filter(claim::equals)
        .isPresent();
  }

  /** Writes the report's first page whatever becomes of the rest, and the rest whatever of it. */
  @Override
  public void close() {
    Attempts attempts = new Attempts();
    if (run.isEmpty()) {
      attempts.run(run::close);
    } else {
      Findings findings = run.findings();
      attempts.run(() -> AllureEnvironment.write(findings));
      attempts.run(run::close);
      attempts.run(() -> System.out.println(AllureResults.hint(Path.of(""))));
    }
    AllureTrouble.take().ifPresent(attempts::failed);
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
