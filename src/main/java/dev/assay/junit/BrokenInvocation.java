package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** Stands for all rows of a claim on a model that cannot be loaded, or without its fixture. */
record BrokenInvocation(ClaimRun run, ClaimCase method, String model, AssayException why)
    implements TestTemplateInvocationContext, InvocationInterceptor {

  @Override
  public String getDisplayName(int index) {
    return method.oneOfSeveral()
        ? "[%s] %s: cannot be judged".formatted(model, method.claim().variant())
        : "[%s] cannot be judged".formatted(model);
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
    run.report().broken(method, model, why);
    throw why;
  }
}
