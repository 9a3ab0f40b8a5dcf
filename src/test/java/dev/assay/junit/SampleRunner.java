package dev.assay.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.study.ClaimsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs sample claims in a JVM and a working directory of their own, one launcher run after the
 * other, and writes down what came of each.
 */
final class SampleRunner {
  private static final JsonMapper JSON = new JsonMapper();

  private SampleRunner() {}

  /**
   * A launcher run.
   *
   * @param name of the run
   * @param selected names of classes, or of methods as {@code class#method}
   * @param tag that tests must have, if any
   * @param properties of the system, while it runs
   */
  record Scenario(String name, List<String> selected, String tag, Map<String, String> properties) {

    /** Of classes of samples, on the small model. */
    static Scenario of(String name, String... selected) {
      List<String> samples = Arrays.stream(selected).map(one -> "samples." + one).toList();
      return new Scenario(name, samples, "", Map.of("assay.models", "tiny"));
    }

    Scenario with(String property, String value) {
      Map<String, String> all = new HashMap<>(properties);
      all.put(property, value);
      return new Scenario(name, selected, tag, all);
    }

    Scenario tagged(String other) {
      return new Scenario(name, selected, other, properties);
    }
  }

  /**
   * A test or container that ended.
   *
   * @param type the simple name of the class it is a test of
   * @param name as displayed
   * @param thrown the simple name of what it ended with; empty if it passed
   * @param message of what it ended with
   */
  record Ended(String type, String name, String thrown, String message) {}

  /**
   * What came of a run.
   *
   * @param ended tests in their order, and containers that failed
   * @param output what was printed
   * @param report the claims.json after it
   * @param atOnce how many claims ran at the same time, at most
   */
  record Outcome(List<Ended> ended, String output, JsonNode report, int atOnce) {

    /** What ended of one class. */
    List<Ended> of(String type) {
      return ended.stream().filter(one -> one.type().equals(type)).toList();
    }

    /** A claim as claims.json has it; missing if it has none such. */
    JsonNode claim(String id) {
      for (JsonNode claim : report.path("claims")) {
        if (claim.path("id").asText().equals(id)) {
          return claim;
        }
      }
      return MissingNode.getInstance();
    }
  }

  /** Takes the files with the scenarios and for the outcomes. */
  public static void main(String[] args) throws IOException {
    Scenario[] scenarios = JSON.readValue(Path.of(args[0]).toFile(), Scenario[].class);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      outcomes.put(scenario.name(), run(scenario));
    }
    JSON.writeValue(Path.of(args[1]).toFile(), outcomes);
  }

  private static Outcome run(Scenario scenario) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    scenario.properties().forEach(System::setProperty);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Keeper keeper = Keeper.empty();
    try {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(scenario.selected().stream().map(SampleRunner::selector).toList())
                  .filters(
                      scenario.tag().isEmpty()
                          ? new Filter<?>[0]
                          : new Filter<?>[] {TagFilter.includeTags(scenario.tag())})
                  .build(),
              keeper);
    } finally {
      System.setOut(console);
      scenario.properties().keySet().forEach(System::clearProperty);
    }
    JsonNode report =
        Files.isRegularFile(ClaimsJson.FILE)
            ? JSON.readTree(ClaimsJson.FILE.toFile())
            : JSON.createObjectNode();
    return new Outcome(
        keeper.ended(), printed.toString(StandardCharsets.UTF_8), report, keeper.most().get());
  }

  private static DiscoverySelector selector(String selected) {
    return selected.contains("#")
        ? DiscoverySelectors.selectMethod(
            selected + "(dev.assay.fixture.TextRow,dev.assay.model.Model,dev.assay.junit.Evidence)")
        : DiscoverySelectors.selectClass(selected);
  }

  private record Keeper(List<Ended> ended, AtomicInteger running, AtomicInteger most)
      implements TestExecutionListener {
    static Keeper empty() {
      return new Keeper(
          Collections.synchronizedList(new ArrayList<>()),
          new AtomicInteger(),
          new AtomicInteger());
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      if (isClaim(test)) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
      }
    }

    private static boolean isClaim(TestIdentifier test) {
      return test.isContainer()
          && test.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (isClaim(test)) {
        running.decrementAndGet();
      }
      // What JUnit wraps is wrapped once.
      Optional<Throwable> thrown =
          result
              .getThrowable()
              .map(t -> t instanceof JUnitException ? Objects.requireNonNull(t.getCause()) : t);
      if (test.isTest() || result.getThrowable().isPresent()) {
        ended.add(
            new Ended(
                test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getJavaClass().getSimpleName())
                    .orElse(""),
                test.getDisplayName(),
                thrown.map(t -> t.getClass().getSimpleName()).orElse(""),
                thrown.map(t -> String.valueOf(t.getMessage())).orElse("")));
      }
    }
  }
}
