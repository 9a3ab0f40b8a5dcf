package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
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

  /** Whether JUnit would make an instance of it. */
  static boolean isConcrete(Class<?> type) {
    return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
  }

  /** Whether it is an inner class that JUnit looks for tests in. */
  static boolean isNested(Class<?> type) {
    return type.isMemberClass() && AnnotationSupport.isAnnotated(type, Nested.class);
  }

  /** The classes that a nested class is nested in, the outermost first. */
  static List<Class<?>> enclosing(Class<?> type) {
    List<Class<?>> outer = new ArrayList<>();
    for (Class<?> next = type; isNested(next); next = next.getEnclosingClass()) {
      outer.add(0, next.getEnclosingClass());
    }
    return outer;
  }

  /** The nested classes directly in a class. */
  static List<Class<?>> nested(Class<?> type) {
    return ReflectionSupport.findNestedClasses(type, ClaimClass::isNested).stream()
        .filter(inner -> inner.getEnclosingClass() == type)
        .toList();
  }

  /** A new instance, in new instances of the classes that it is nested in. */
  static Object instance(Class<?> type) {
    return type.isMemberClass()
        ? ReflectionSupport.newInstance(type, instance(type.getEnclosingClass()))
        : ReflectionSupport.newInstance(type);
  }
}
