package dev.assay.junit;

import dev.assay.fixture.FixtureRow;
import dev.assay.study.Settings;
import dev.assay.trace.AssayException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes a claim's method run once per model and row, and then give its verdict. */
public final class ClaimExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    if (Conditions.areAsked(context)) {
      return Stream.empty();
    }
    Candidate candidate =
        new Candidate(context.getRequiredTestClass(), context.getRequiredTestMethod());
    ClaimMethod method = ClaimMethod.of(candidate);
    ClaimRun run = ClaimRun.of(context);
    Settings settings = run.run().settings();
    return settings.models().names().stream()
        .filter(model -> settings.concerns(method::concerns, model))
        .flatMap(model -> invocations(run, method, model));
  }

  /** A claim about one model has nothing to say where that model is not run. */
  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }

  /** Of each of the method's claims, which may be other ones on another model. */
  private static Stream<TestTemplateInvocationContext> invocations(
      ClaimRun run, ClaimMethod method, String model) {
    List<ClaimCase> claims;
    try {
      claims = run.claims(method, model);
    } catch (AssayException e) {
      return method.claims(1).stream()
          .filter(claim -> run.run().settings().filter().accepts(claim.claim().id()))
          .map(claim -> new BrokenInvocation(run, claim, model, e));
    }
    return claims.stream().flatMap(claim -> invocations(run, claim, model));
  }

  private static Stream<TestTemplateInvocationContext> invocations(
      ClaimRun run, ClaimCase claim, String model) {
    List<FixtureRow> rows;
    try {
      rows = run.run().rows(claim, model);
    } catch (AssayException e) {
      return Stream.of(new BrokenInvocation(run, claim, model, e));
    }
    return Stream.concat(
        rows.stream().map(row -> new RowInvocation(run, claim, model, row)),
        Stream.of(new VerdictInvocation(run, claim, model)));
  }
}
