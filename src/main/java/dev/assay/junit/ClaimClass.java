package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** A class of claims as Java and JUnit have it: its name, and how an instance of it is made. */
final class ClaimClass {
  private ClaimClass() {}

  /** The name without its package, with the classes that it is nested in: {@code Outer.Inner}. */
  static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }

  /**
   * @throws AssayException if JUnit would not run the class, or a body of it cannot be called
   *     without JUnit
   */
  static void requireUsable(Class<?> type) {
    boolean nested = AnnotationSupport.isAnnotated(type, Nested.class);
    if (type.isMemberClass() && Modifier.isStatic(type.getModifiers())) {
      throw new AssayException(
          "%s is a static nested class, in which Maven looks for no tests; make it a class of its own, or not static and annotated with @Nested."
              .formatted(name(type)));
    }
    if (type.isMemberClass() && !nested) {
      throw new AssayException(
          "%s is an inner class without @Nested, in which JUnit looks for no tests; annotate it, or make it a class of its own."
              .formatted(name(type)));
    }
    int own = type.isMemberClass() ? 1 : 0;
    if (type.getDeclaredConstructors().length != 1
        || type.getDeclaredConstructors()[0].getParameterCount() != own) {
      throw new AssayException(
          "%s has a constructor with parameters, but a claim's body gets all it needs as its own: a row, a model and evidence; give the class one constructor without parameters."
              .formatted(name(type)));
    }
    if (type.isMemberClass()) {
      requireUsable(type.getEnclosingClass());
    }
  }

  /** A new instance, in new instances of the classes that it is nested in. */
  static Object instance(Class<?> type) {
    return type.isMemberClass()
        ? ReflectionSupport.newInstance(type, instance(type.getEnclosingClass()))
        : ReflectionSupport.newInstance(type);
  }
}
