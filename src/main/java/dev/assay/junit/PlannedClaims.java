package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Learns which claims a test run consists of, before the first of them runs: null models and Holm's
 * correction concern all of them together. Registered as a service of JUnit's launcher.
 */
public final class PlannedClaims implements TestExecutionListener {
  /** Runs within runs (a test that launches tests) end in reverse order. */
  private static final Deque<List<ClaimMethod>> RUNS = new ArrayDeque<>();

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Set<ClaimMethod> planned = new LinkedHashSet<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier test : plan.getDescendants(root)) {
        claim(test).ifPresent(planned::add);
      }
    }
    synchronized (RUNS) {
      RUNS.push(List.copyOf(planned));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    synchronized (RUNS) {
      RUNS.pop();
    }
  }

  /** The claims of the current run; if a launcher without listeners runs them, those of a class. */
  static List<ClaimMethod> including(Class<?> type) {
    List<ClaimMethod> planned = new ArrayList<>();
    synchronized (RUNS) {
      if (!RUNS.isEmpty()) {
        planned.addAll(RUNS.peek());
      }
    }
    boolean known = planned.stream().anyMatch(c -> c.method().getDeclaringClass() == type);
    if (!known) {
      planned.addAll(ClaimMethod.of(type));
    }
    planned.sort(Comparator.comparing(claim -> claim.claim().id()));
    return planned;
  }

  private static Optional<ClaimMethod> claim(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .filter(source -> source.getJavaMethod().isAnnotationPresent(ClaimTest.class))
        .filter(source -> source.getJavaClass().isAnnotationPresent(Claim.class))
        .flatMap(source -> wellFormed(source.getJavaClass(), source.getJavaMethod()));
  }

  /** A malformed claim says so when it is run itself; the others must not fail for it. */
  private static Optional<ClaimMethod> wellFormed(Class<?> type, Method method) {
    try {
      return Optional.of(ClaimMethod.of(type, method));
    } catch (AssayException e) {
      return Optional.empty();
    }
  }
}
