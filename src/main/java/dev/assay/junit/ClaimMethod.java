package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.claim.Expectation;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.FixtureRow;
import dev.assay.model.Model;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimRows;
import dev.assay.study.RowResult;
import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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
    List<String> models)
    implements ClaimBody {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** What is annotated as a claim in a class itself; none if the class is not annotated. */
  static List<Candidate> candidates(Class<?> type) {
    if (!type.isAnnotationPresent(dev.assay.junit.Claim.class)) {
      return List.of();
    }
    return ReflectionSupport.findMethods(
            type,
            method ->
                AnnotationSupport.isAnnotated(method, ClaimTest.class)
                    && method.getDeclaringClass() == type,
            org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(method -> new Candidate(type, method))
        .toList();
  }

  /**
   * Reads the annotations of a claim's method.
   *
   * @throws AssayException if it is inherited, its class is no claim, an id is malformed, or its
   *     parameters are not a row, a model and evidence
   */
  static ClaimMethod of(Class<?> type, Method method) {
    String where = ClaimClass.name(type) + "." + method.getName();
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
    ClaimClass.requireUsable(type);
    ClaimTest test = AnnotationSupport.findAnnotation(method, ClaimTest.class).orElseThrow();
    requireId(finding.id(), where);
    if (!test.variant().isEmpty()) {
      requireId(test.variant(), where);
    }
    return new ClaimMethod(
        claim(finding, test, type),
        method,
        rowType(method, where),
        test.group(),
        List.of(test.models()));
  }

  private static Claim claim(dev.assay.junit.Claim finding, ClaimTest test, Class<?> type) {
    return new Claim(
        test.variant().isEmpty() ? finding.id() : finding.id() + "." + test.variant(),
        finding.id(),
        test.variant(),
        topic(type),
        test.statement().isEmpty() ? finding.statement() : test.statement(),
        finding.source(),
        test.fixture(),
        expectation(test),
        test.unit(),
        test.because(),
        OptionalDouble.empty(),
        Set.of(test.mustBeat()));
  }

  private static Expectation expectation(ClaimTest test) {
    return switch (test.predicts()) {
      case MEAN_AT_LEAST -> new Expectation.MeanAtLeast(test.minimumEffect());
      case HEAD_EXISTS -> new Expectation.SomeHeadAtLeast(test.minimumEffect());
      case EVERY_ROW_HOLDS -> new Expectation.EveryRowWithin(test.low(), test.high());
    };
  }

  @Override
  public String where() {
    return ClaimClass.name(method.getDeclaringClass()) + "." + method.getName();
  }

  @Override
  public String selector() {
    return ClaimClass.name(method.getDeclaringClass()).replace('.', '$') + "#" + method.getName();
  }

  @Override
  public String identity() {
    return ClaimIdentity.sha256(method);
  }

  @Override
  public boolean concerns(String model) {
    return models.isEmpty() || models.contains(model);
  }

  /**
   * Its fixture, with the rows of its group only.
   *
   * @throws AssayException as {@link Fixture#named}, and if the fixture has no such group
   */
  @Override
  public ClaimRows rows() {
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

  /** Runs the body on a fresh instance, without JUnit's life cycle. */
  @Override
  public RowResult measure(FixtureRow row, Model model) {
    RowEvidence evidence = new RowEvidence(row);
    Object instance = ClaimClass.instance(method.getDeclaringClass());
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(type -> argument(type, row, model, evidence))
            .toArray();
    ReflectionSupport.invokeMethod(method, instance, arguments);
    return evidence.result();
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
