package dev.assay.junit;

import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
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
    ClaimMethod method =
        ClaimMethod.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
    Run run = Run.of(context);
    return run.settings().models().stream()
        .filter(method::concerns)
        .flatMap(model -> invocations(run, method, model));
  }

  /** A claim about one model has nothing to say where that model is not run. */
  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }

  private static Stream<TestTemplateInvocationContext> invocations(
      Run run, ClaimMethod method, String model) {
    Stream<TestTemplateInvocationContext> rows;
    try {
      run.prefetch(method, model);
      rows =
          run.fixture(method).rows().stream()
              .map((FixtureRow row) -> new RowInvocation(run, method, model, row));
    } catch (AssayException e) {
      return Stream.of(new BrokenInvocation(method, model, e));
    }
    return Stream.concat(rows, Stream.of(new VerdictInvocation(run, method, model)));
  }
}
