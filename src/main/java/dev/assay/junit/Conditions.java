package dev.assay.junit;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Finds out which claims JUnit would run, conditions considered, before any of them is run: by a
 * run of JUnit's own in which no claim has a row. So every condition is asked, whoever wrote it.
 */
public final class Conditions implements InvocationInterceptor {
  /** Says to what is called in such a run that it is one. */
  private static final String ASKING = "dev.assay.asking";

  /** JUnit makes it, since it is registered as one of JUnit's extensions. */
  public Conditions() {}

  /** Whether a test belongs to a run that only asks. */
  static boolean areAsked(ExtensionContext context) {
    return context.getConfigurationParameter(ASKING).isPresent();
  }

  /** Those of the claims that no condition leaves out. */
  static Set<Candidate> enabled(Collection<Candidate> claims) {
    Set<Candidate> enabled = new LinkedHashSet<>();
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                claims.stream()
                    .map(claim -> DiscoverySelectors.selectMethod(claim.type(), claim.method()))
                    .toList())
            .configurationParameters(PlannedClaims.configuration())
            .configurationParameter(ASKING, "true")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
            .configurationParameter(
                "junit.jupiter.extensions.autodetection.include", Conditions.class.getName());
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new ClaimEngine())
                .build())
        .execute(
            request.build(),
            new TestExecutionListener() {
              @Override
              public void executionStarted(TestIdentifier test) {
                Candidate.of(test).ifPresent(enabled::add);
              }
            });
    return enabled;
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedUnlessAsked(invocation, context);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceedUnlessAsked(invocation, context);
  }

  /** Whatever is prepared for claims may be costly, and is not needed to ask. */
  private static void proceedUnlessAsked(Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    if (areAsked(context)) {
      invocation.skip();
    } else {
      invocation.proceed();
    }
  }
}
