package dev.assay.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.engine.config.JupiterConfiguration;
import org.junit.jupiter.engine.descriptor.ClassTestDescriptor;
import org.junit.jupiter.engine.descriptor.NestedClassTestDescriptor;
import org.junit.jupiter.engine.descriptor.TestTemplateTestDescriptor;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Makes Jupiter's descriptors of classes with claims, and of their claims. */
record ClaimSelectors(JupiterConfiguration configuration) implements SelectorResolver {
  private static final String CLASS = "class";
  private static final String NESTED = "nested-class";
  private static final String CLAIM = "claim";

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return ofClass(selector.getJavaClass(), context);
  }

  @Override
  public Resolution resolve(NestedClassSelector selector, Context context) {
    return ofClass(selector.getNestedClass(), context);
  }

  @Override
  public Resolution resolve(MethodSelector selector, Context context) {
    return ofMethod(selector.getJavaClass(), selector.getJavaMethod(), context);
  }

  @Override
  public Resolution resolve(NestedMethodSelector selector, Context context) {
    return ofMethod(selector.getNestedClass(), selector.getMethod(), context);
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    Optional<Class<?>> type = Optional.empty();
    for (UniqueId.Segment segment : selector.getUniqueId().getSegments()) {
      String value = segment.getValue();
      switch (segment.getType()) {
        case CLASS -> type = ReflectionSupport.tryToLoadClass(value).toOptional().map(c -> c);
        case NESTED ->
            type =
                type.flatMap(
                    outer ->
                        ClaimClass.nested(outer).stream()
                            .filter(inner -> inner.getSimpleName().equals(value))
                            .findFirst());
        case CLAIM -> {
          // What is below a claim are its invocations, which are run with it.
          return type.flatMap(
                  outer ->
                      ClaimEngine.claims(outer).stream()
                          .filter(method -> signature(method).equals(value))
                          .findFirst()
                          .map(method -> ofMethod(outer, method, context)))
              .orElse(Resolution.unresolved());
        }
        default -> {
          // The engine.
        }
      }
    }
    return type.map(found -> ofClass(found, context)).orElse(Resolution.unresolved());
  }

  private Resolution ofClass(Class<?> type, Context context) {
    if (!ClaimEngine.isOfClaims(type)) {
      return Resolution.unresolved();
    }
    Optional<TestDescriptor> descriptor =
        ClaimClass.isNested(type)
            ? context.addToParent(
                () -> selectClass(type.getEnclosingClass()),
                parent -> Optional.of(nested(parent, type)))
            : context.addToParent(
                parent ->
                    Optional.of(
                        new ClassTestDescriptor(
                            parent.getUniqueId().append(CLASS, type.getName()),
                            type,
                            configuration)));
    return descriptor
        .map(found -> Resolution.match(Match.exact(found, () -> inside(type))))
        .orElse(Resolution.unresolved());
  }

  private TestDescriptor nested(TestDescriptor parent, Class<?> type) {
    return new NestedClassTestDescriptor(
        parent.getUniqueId().append(NESTED, type.getSimpleName()),
        type,
        () -> ClaimClass.enclosing(type),
        configuration);
  }

  private static Set<DiscoverySelector> inside(Class<?> type) {
    Set<DiscoverySelector> selectors = new LinkedHashSet<>();
    ClaimEngine.claims(type).forEach(method -> selectors.add(selectMethod(type, method)));
    ClaimClass.nested(type).forEach(inner -> selectors.add(selectClass(inner)));
    return selectors;
  }

  private Resolution ofMethod(Class<?> type, Method method, Context context) {
    if (!ClaimEngine.claims(type).contains(method)) {
      return Resolution.unresolved();
    }
    return context
        .addToParent(
            () -> selectClass(type),
            parent ->
                Optional.of(
                    new TestTemplateTestDescriptor(
                        parent.getUniqueId().append(CLAIM, signature(method)),
                        type,
                        method,
                        () -> ClaimClass.enclosing(type),
                        configuration)))
        .map(found -> Resolution.match(Match.exact(found)))
        .orElse(Resolution.unresolved());
  }

  private static String signature(Method method) {
    return "%s(%s)"
        .formatted(
            method.getName(),
            Arrays.stream(method.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(",")));
  }
}
