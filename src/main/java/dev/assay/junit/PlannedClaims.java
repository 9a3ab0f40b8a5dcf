package dev.assay.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Learns which claims a test run consists of, before the first of them runs: they are measured
 * together. Registered as a service of JUnit's launcher.
 */
public final class PlannedClaims implements TestExecutionListener {
  /** Runs within runs (a test that launches tests) end in reverse order. */
  private static final Deque<Plan> RUNS = new ArrayDeque<>();

  private record Plan(Set<Candidate> claims, Map<String, String> configuration) {}

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Set<Candidate> planned = new LinkedHashSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier test : plan.getDescendants(root)) {
        Candidate.of(test).ifPresent(planned::add);
      }
    }
    Map<String, String> configuration = new HashMap<>();
    for (String key : plan.getConfigurationParameters().keySet()) {
      plan.getConfigurationParameters().get(key).ifPresent(value -> configuration.put(key, value));
    }
    synchronized (RUNS) {
      RUNS.push(new Plan(planned, configuration));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (RUNS) {
      RUNS.pop();
    }
  }

  /** The claims of the current run; if a launcher without listeners runs them, those of a class. */
  static Set<Candidate> including(Class<?> type) {
    Set<Candidate> planned = new LinkedHashSet<>();
    synchronized (RUNS) {
      if (!RUNS.isEmpty()) {
        planned.addAll(RUNS.peek().claims());
      }
    }
    if (planned.stream().noneMatch(claim -> claim.type() == type)) {
      planned.addAll(ClaimMethod.candidates(type));
    }
    return planned;
  }

  /** The parameters that JUnit was configured with for the current run. */
  static Map<String, String> configuration() {
    synchronized (RUNS) {
      return RUNS.isEmpty() ? Map.of() : RUNS.peek().configuration();
    }
  }
}
