package dev.assay.junit;

import dev.assay.fixture.FixtureRow;
import dev.assay.study.RowModel;
import dev.assay.study.RowResult;
import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** A claim's body on one row, as a test of its own: what it finds goes into the report. */
final class RowInvocation
    implements TestTemplateInvocationContext, InvocationInterceptor, TestWatcher {
  private final ClaimRun run;
  private final ClaimCase method;
  private final String model;
  private final FixtureRow row;
  private final RowEvidence evidence;
  private final RowModel observed;

  RowInvocation(ClaimRun run, ClaimCase method, String model, FixtureRow row) {
    this.run = run;
    this.method = method;
    this.model = model;
    this.row = row;
    this.evidence = new RowEvidence();
    this.observed = run.run().rowModel(method, model, row);
  }

  @Override
  public String getDisplayName(int index) {
    return method.oneOfSeveral()
        ? "[%s] %s: %s".formatted(model, method.claim().variant(), title())
        : "[%s] %s".formatted(model, title());
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(
        this,
        new ClaimParameters(
            index -> method.argument(index, row, observed, evidence, run.run()::other)));
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    try {
      // Jupiter takes every test for void, and hands on what this one returns all the same.
      RowResult result = evidence.with(((Invocation<?>) invocation).proceed());
      run.run().requireSame(method, model, row, result);
      run.report().row(method, model, row, result, observed);
    } catch (OutOfMemoryError e) {
      // A full heap is this test's matter: JUnit would end the whole run, and lose what was found.
      throw new AssayException(
          "%s does not fit into the heap of %d MB as a test of its own (%s); shorten its texts, or give the tests more, such as -Xmx2g in Surefire's argLine."
              .formatted(row.id(), Runtime.getRuntime().maxMemory() >> 20, e.getMessage()),
          e);
    } finally {
      observed.forget();
    }
  }

  /** Whatever fails it, the claim's own {@code @BeforeEach} included. */
  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    run.report().failed(method, model, row, cause);
  }

  private String title() {
    return row.texts().isEmpty() ? row.id() : row.id() + ": " + row.texts().get(0);
  }
}
