package dev.assay.junit;

import dev.assay.study.Result;
import dev.assay.study.Settings;
import dev.assay.study.Standing;
import dev.assay.study.VerdictMessage;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Comes after a claim's rows: fails if the verdict is neither on record nor in its favour. */
record VerdictInvocation(ClaimRun run, ClaimCase method, String model)
    implements TestTemplateInvocationContext, InvocationInterceptor {

  @Override
  public String getDisplayName(int index) {
    return method.oneOfSeveral()
        ? "[%s] %s: verdict".formatted(model, method.claim().variant())
        : "[%s] verdict".formatted(model);
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this, ClaimParameters.ofNothing());
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    run.report().finish(method, model);
    Result result = run.run().result(method, model);
    Settings settings = run.run().settings();
    if (result instanceof Result.Broken broken) {
      throw broken.why();
    }
    String message = VerdictMessage.of((Result.Judged) result, settings);
    switch (Standing.of(result, settings)) {
      case PROVISIONAL -> throw new TestAbortedException(message);
      case FAILS -> throw new AssertionFailedError(message);
      case PASSES, BROKEN -> {}
    }
  }
}
