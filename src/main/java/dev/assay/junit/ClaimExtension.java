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
    ClaimMethod method =
        ClaimMethod.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
    ClaimRun run = ClaimRun.of(context);
    if (!run.run().claims().selected().contains(method)) {
      return Stream.empty();
    }
    Settings settings = run.run().settings();
    return settings.models().names().stream()
        .filter(model -> settings.concerns(method, model))
        .flatMap(model -> invocations(run, method, model));
  }

  /** A claim about one model has nothing to say where that model is not run. */
  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }

  private static Stream<TestTemplateInvocationContext> invocations(
      ClaimRun run, ClaimMethod method, String model) {
    List<FixtureRow> rows;
    try {
      rows = run.run().rows(method, model);
    } catch (AssayException e) {
      return Stream.of(new BrokenInvocation(method, model, e));
    }
    return Stream.concat(
        rows.stream().map(row -> new RowInvocation(run, method, model, row)),
        Stream.of(new VerdictInvocation(run, method, model)));
  }
}
