package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.jupiter.engine.descriptor.JupiterEngineDescriptor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/**
 * Finds claims for JUnit and lets Jupiter run them. Jupiter itself takes no method for a test that
 * returns something, but runs one that is put before it as a template, with all that it does for
 * tests: conditions, tags, names, nesting, extensions and life cycle. So this engine finds, and
 * everything after that is Jupiter's.
 *
 * <p>Jupiter's descriptors of tests are not part of its stable interface. Those used here are the
 * same in JUnit 5.13 to 6.1.
 */
public final class ClaimEngine implements TestEngine {
  private final JupiterTestEngine jupiter = new JupiterTestEngine();
  private final Optional<AssayException> tooOld;

  /** JUnit makes it, since it is registered as a service. */
  public ClaimEngine() {
    this(OldJUnit.in(JupiterTestEngine.class.getClassLoader()));
  }

  /**
   * @param tooOld what is wrong with JUnit, if anything
   */
  ClaimEngine(Optional<AssayException> tooOld) {
    this.tooOld = tooOld;
  }

  @Override
  public String getId() {
    return "assay";
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    if (tooOld.isPresent()) {
      return OldJUnit.discover(request, id);
    }
    JupiterEngineDescriptor root =
        (JupiterEngineDescriptor) jupiter.discover(withoutSelectors(request), id);
    EngineDiscoveryRequestResolver.<JupiterEngineDescriptor>builder()
        .addClassContainerSelectorResolver(ClaimEngine::isOfClaims)
        .addSelectorResolver(new ClaimSelectors(root.getConfiguration()))
        .build()
        .resolve(request, root);
    return root;
  }

  /**
   * From it Jupiter makes a root with no tests below it. What else a request has is up to JUnit.
   */
  private static EngineDiscoveryRequest withoutSelectors(EngineDiscoveryRequest request) {
    return (EngineDiscoveryRequest)
        Proxy.newProxyInstance(
            ClaimEngine.class.getClassLoader(),
            new Class<?>[] {EngineDiscoveryRequest.class},
            (proxy, method, arguments) ->
                method.getName().equals("getSelectorsByType")
                    ? List.of()
                    : method.invoke(request, arguments));
  }

  @Override
  public void execute(ExecutionRequest request) {
    tooOld.ifPresentOrElse(
        why ->
            OldJUnit.fail(
                request.getRootTestDescriptor(), request.getEngineExecutionListener(), why),
        () -> jupiter.execute(request));
  }

  /** Whether a class or one that is nested in it has claims, well or badly written. */
  static boolean isOfClaims(Class<?> type) {
    return ClaimClass.isConcrete(type)
        && (!claims(type).isEmpty()
            || ClaimClass.nested(type).stream().anyMatch(ClaimEngine::isOfClaims));
  }

  /** The methods of claims in a class, inherited ones too: they say what is wrong with them. */
  static List<Method> claims(Class<?> type) {
    return ReflectionSupport.findMethods(
        type,
        method -> AnnotationSupport.isAnnotated(method, ClaimTest.class),
        HierarchyTraversalMode.TOP_DOWN);
  }
}
