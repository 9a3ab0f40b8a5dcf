package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.encoder.Model;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A claim and the method that measures it.
 *
 * @param claim what the annotations say
 * @param method the body
 * @param rowType the record it takes its rows as
 * @param group of rows that it is about; empty for all
 * @param models that it is about; empty for all
 */
record ClaimMethod(
    Claim claim,
    Method method,
    Class<? extends FixtureRow> rowType,
    String group,
    List<String> models) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** All claims of a class, in the order of their ids; none if it is not annotated. */
  static List<ClaimMethod> of(Class<?> type) {
    List<ClaimMethod> claims = new ArrayList<>();
    if (type.isAnnotationPresent(dev.assay.junit.Claim.class)) {
      ReflectionSupport.findMethods(
              type,
              // An inherited one says what is wrong when it is run; the others must not fail for
              // it.
              method ->
                  AnnotationSupport.isAnnotated(method, ClaimTest.class)
                      && method.getDeclaringClass() == type,
              org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN)
          .forEach(method -> claims.add(of(type, method)));
    }
    claims.sort(java.util.Comparator.comparing(method -> method.claim().id()));
    return claims;
  }

  /**
   * Reads the annotations of a claim's method.
   *
   * @throws AssayException if it is inherited, its class is no claim, an id is malformed, or its
   *     parameters are not a row, a model and evidence
   */
  static ClaimMethod of(Class<?> type, Method method) {
    String where = type.getSimpleName() + "." + method.getName();
    if (method.getDeclaringClass() != type) {
      throw new AssayException(
          "%s is inherited from %s, but a claim has one class; declare it in the class that is annotated with @Claim and call what is shared from there."
              .formatted(where, method.getDeclaringClass().getSimpleName()));
    }
    dev.assay.junit.Claim finding = type.getAnnotation(dev.assay.junit.Claim.class);
    if (finding == null) {
      throw new AssayException(
          "%s is a @ClaimTest in a class without @Claim; annotate the class with the finding it rechecks."
              .formatted(where));
    }
    ClaimTest test = AnnotationSupport.findAnnotation(method, ClaimTest.class).orElseThrow();
    requireId(finding.id(), where);
    if (!test.variant().isEmpty()) {
      requireId(test.variant(), where);
    }
    return new ClaimMethod(
        new Claim(
            test.variant().isEmpty() ? finding.id() : finding.id() + "." + test.variant(),
            finding.id(),
            test.variant(),
            topic(type),
            test.statement().isEmpty() ? finding.statement() : test.statement(),
            finding.source(),
            test.fixture(),
            test.predicts(),
            test.minimumEffect(),
            test.unit(),
            test.because(),
            Set.of(test.mustBeat())),
        method,
        rowType(method, where),
        test.group(),
        List.of(test.models()));
  }

  /** Class and method, such as {@code LayerZeroIsLocal.raw}. */
  String where() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  boolean concerns(String model) {
    return models.isEmpty() || models.contains(model);
  }

  /**
   * Its fixture, with the rows of its group only.
   *
   * @throws AssayException as {@link Fixture#named}, and if the fixture has no such group
   */
  ClaimRows fixture() {
    Fixture<? extends FixtureRow> all = Fixture.named(claim.fixture(), rowType);
    List<FixtureRow> rows =
        all.rows().stream()
            .filter(row -> group.isEmpty() || row.group().equals(group))
            .map(FixtureRow.class::cast)
            .toList();
    if (rows.isEmpty()) {
      throw new AssayException(
          "%s has no rows of group '%s', which %s is about; add some or correct the group."
              .formatted(claim.fixture(), group, claim.id()));
    }
    return new ClaimRows(
        new Fixture<>(all.name(), rows, all.sha256()),
        all.rows().stream().map(FixtureRow::id).toList());
  }

  /** Runs the body on a fresh instance, as null models need it. */
  void run(FixtureRow row, Model model, Evidence evidence) {
    Object instance = ReflectionSupport.newInstance(method.getDeclaringClass());
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> argument(type, row, model, evidence))
            .toArray();
    ReflectionSupport.invokeMethod(method, instance, arguments);
  }

  static Object argument(Class<?> type, FixtureRow row, Model model, Evidence evidence) {
    if (type == Model.class) {
      return model;
    }
    return type == Evidence.class ? evidence : row;
  }

  private static Class<? extends FixtureRow> rowType(Method method, String where) {
    List<Class<?>> parameters = List.of(method.getParameterTypes());
    List<Class<?>> rows = parameters.stream().filter(FixtureRow.class::isAssignableFrom).toList();
    if (parameters.size() != 3
        || rows.size() != 1
        || !parameters.contains(Model.class)
        || !parameters.contains(Evidence.class)) {
      throw new AssayException(
          "%s takes %s; a claim takes one record that implements FixtureRow, one Model and one Evidence."
              .formatted(where, parameters.stream().map(Class::getSimpleName).toList()));
    }
    return rows.get(0).asSubclass(FixtureRow.class);
  }

  /** The last part of the package: a folder of claims is a topic. */
  private static String topic(Class<?> type) {
    String name = type.getPackageName();
    return name.isEmpty() ? "claims" : name.substring(name.lastIndexOf('.') + 1);
  }

  private static void requireId(String id, String where) {
    if (!ID.matcher(id).matches()) {
      throw new AssayException(
          "'%s' on %s is no id; use lower-case letters, digits and single hyphens."
              .formatted(id, where));
    }
  }
}
