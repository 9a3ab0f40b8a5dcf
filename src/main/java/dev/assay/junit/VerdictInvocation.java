package dev.assay.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;

/** Comes after a claim's rows: fails if the verdict is neither on record nor in its favour. */
record VerdictInvocation(Run run, ClaimMethod method, String model)
    implements TestTemplateInvocationContext, InvocationInterceptor {

  @Override
  public String getDisplayName(int index) {
    return "[%s] verdict".formatted(model);
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this, new ClaimParameters(ClaimParameters.NOT_CALLED));
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    AllureTest.run(method, model, "verdict", "verdict", this::judge);
  }

  private void judge(AllureTest report) {
    Result result = Objects.requireNonNull(run.study(model).results().get(method.claim().id()));
    if (result instanceof Result.Broken broken) {
      throw broken.why();
    }
    if (result instanceof Result.Judged judged) {
      String message = VerdictMessage.of(method, model, judged, run.settings());
      VerdictReport.attach(report, judged, message);
      boolean fails = judged.drift().fails(judged.judgement().verdict());
      if (fails && run.settings().record().isEmpty()) {
        throw new AssertionFailedError(message);
      }
    }
  }
}
