package dev.assay.junit;

import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** Where a claim's rows come from. */
sealed interface RowSource {
  /** As claims.json and the ledger call it. */
  String name();

  /**
   * All rows there are.
   *
   * @throws AssayException if they cannot be had, are no rows, or if there are none
   */
  Fixture<FixtureRow> read();

  /** A file in the folder of fixtures. */
  record OfFile(String name, Class<? extends Record> type) implements RowSource {
    @Override
    public Fixture<FixtureRow> read() {
      return Fixture.ofRecords(name, type);
    }
  }

  /** A static method. */
  record OfMethod(String name, Method method, Class<? extends Record> type) implements RowSource {
    @Override
    public Fixture<FixtureRow> read() {
      Object made;
      try {
        made = method.invoke(null);
      } catch (InvocationTargetException e) {
        Throwable why = e.getTargetException();
        throw new AssayException(
            "%s makes no rows: %s"
                .formatted(name, why.getMessage() == null ? why : why.getMessage()),
            why);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("It was made accessible.", e);
      }
      if (!(made instanceof Stream<?> stream)) {
        throw new AssayException(
            "%s returned null; let it return a Stream of rows.".formatted(name));
      }
      try (stream) {
        return Fixture.of(name, stream.toList(), type);
      } catch (AssayException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new AssayException("%s makes no rows: %s".formatted(name, e), e);
      }
    }
  }

  /**
   * The rows of a method: what it says itself, else what its class says.
   *
   * @throws AssayException if neither or both are said, or if the method named makes no rows
   */
  static RowSource of(Class<?> type, Method method, Class<?> rowType, String where) {
    Class<? extends Record> rows = rowType.asSubclass(Record.class);
    for (AnnotatedElement element : List.of(method, type)) {
      Optional<Rows> file = AnnotationSupport.findAnnotation(element, Rows.class);
      Optional<RowsFrom> from = AnnotationSupport.findAnnotation(element, RowsFrom.class);
      if (file.isPresent() && from.isPresent()) {
        throw new AssayException(
            "%s has both @Rows and @RowsFrom; leave one of them out."
                .formatted(element == method ? where : ClaimClass.name(type)));
      }
      if (file.isPresent()) {
        return new OfFile(file.get().value(), rows);
      }
      if (from.isPresent()) {
        return ofMethod(type, from.get().value(), rows, where);
      }
    }
    throw new AssayException(
        "%s has no rows; annotate it or its class with @Rows(\"file.csv\") or @RowsFrom(\"method\")."
            .formatted(where));
  }

  private static RowSource ofMethod(
      Class<?> type, String name, Class<? extends Record> rows, String where) {
    try {
      Method method = type.getDeclaredMethod(name);
      if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == Stream.class) {
        method.setAccessible(true);
        return new OfMethod(ClaimClass.name(type) + "." + name, method, rows);
      }
    } catch (NoSuchMethodException e) {
      // The same sentence.
    }
    throw new AssayException(
        "%s has its rows from %s, but %s has no static method %s() that returns a Stream; write one or correct the name."
            .formatted(where, name, ClaimClass.name(type), name));
  }
}
