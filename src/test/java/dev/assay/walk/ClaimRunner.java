package dev.assay.walk;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs the claims of one class as Maven would, in a JVM of its own: settings, the working directory
 * and the variable CI belong to the process.
 */
final class ClaimRunner {
  private ClaimRunner() {}

  /** Prints what failed; exit code 1 if anything did. */
  public static void main(String[] args) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(args[0])).build();
    LauncherFactory.create().execute(request, summary);
    summary
        .getSummary()
        .getFailures()
        .forEach(failure -> System.out.println(failure.getException().getMessage()));
    boolean ran = summary.getSummary().getTestsStartedCount() > 0;
    System.exit(ran && summary.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
  }
}
