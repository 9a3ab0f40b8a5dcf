package dev.assay.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What is annotated as a claim, well or badly.
 *
 * @param type the class that JUnit runs it in, which may have inherited it
 */
record Candidate(Class<?> type, Method method) {

  /** The claim that a test of JUnit's stands for, if it stands for one. */
  static Optional<Candidate> of(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .filter(source -> AnnotationSupport.isAnnotated(source.getJavaMethod(), ClaimTest.class))
        .map(source -> new Candidate(source.getJavaClass(), source.getJavaMethod()));
  }

  String where() {
    return ClaimClass.name(type) + "." + method.getName();
  }
}
