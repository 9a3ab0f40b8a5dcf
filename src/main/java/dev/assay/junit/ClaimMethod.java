package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.fixture.FixtureRow;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimsPerModel;
import dev.assay.trace.AssayException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A method that measures one claim or several, as its annotations say.
 *
 * @param type its class
 * @param method the body
 * @param finding what the class says
 * @param test what the method says
 * @param expected of its numbers
 * @param rows where they come from
 * @param slots what its parameters stand for, in their order
 */
record ClaimMethod(
    Class<?> type,
    Method method,
    Finding finding,
    ClaimTest test,
    Expected expected,
    RowSource rows,
    List<Slot> slots)
    implements ClaimsPerModel {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** What is annotated as a claim in a class itself; none if the class is not annotated. */
  static List<Candidate> candidates(Class<?> type) {
    if (!type.isAnnotationPresent(Finding.class)) {
      return List.of();
    }
    return ClaimEngine.claims(type).stream()
        .filter(method -> method.getDeclaringClass() == type)
        .map(method -> new Candidate(type, method))
        .toList();
  }

  /**
   * Reads the annotations of a claim's method.
   *
   * @throws AssayException if it is inherited, its class is no finding, an id is malformed, what is
   *     expected or its rows are said twice or not at all, a parameter stands for nothing, it
   *     returns something else than its expectation needs, or two of its claims have one id
   */
  static ClaimMethod of(Candidate candidate) {
    Class<?> type = candidate.type();
    Method method = candidate.method();
    String where = candidate.where();
    if (method.getDeclaringClass() != type) {
      throw new AssayException(
          "%s is inherited from %s, but a claim has one class; declare it in the class that is annotated with @Finding and call what is shared from there."
              .formatted(where, method.getDeclaringClass().getSimpleName()));
    }
    Finding finding = type.getAnnotation(Finding.class);
    if (finding == null) {
      throw new AssayException(
          "%s is a @ClaimTest in a class without @Finding; annotate the class with the finding it rechecks."
              .formatted(where));
    }
    ClaimClass.requireUsable(type);
    ClaimTest test = AnnotationSupport.findAnnotation(method, ClaimTest.class).orElseThrow();
    requireId(finding.id(), where);
    if (!test.variant().isEmpty()) {
      requireId(test.variant(), where);
    }
    List<Slot> slots = Slot.of(method, where);
    Class<?> row =
        slots.stream()
            .filter(Slot.OfRow.class::isInstance)
            .map(slot -> ((Slot.OfRow) slot).type())
            .findFirst()
            .orElseThrow();
    ClaimMethod claims =
        new ClaimMethod(
            type,
            method,
            finding,
            test,
            Expected.of(type, method, where),
            RowSource.of(type, method, row, where),
            slots);
    claims.requireFittingResult();
    claims.requireOwnIds();
    return claims;
  }

  private void requireFittingResult() {
    boolean heads = expected.expectation().perHead();
    Class<?> returned = method.getReturnType();
    boolean fits =
        heads
            ? returned == HeadEffects.class
            : returned == double.class || returned == Double.class;
    if (!fits) {
      throw new AssayException(
          "%s returns %s, but what is expected of it, %s, needs %s; correct one of the two."
              .formatted(
                  where(),
                  returned.getSimpleName(),
                  expected.expectation().inWords(expected.unit()),
                  heads ? "HeadEffects" : "a double"));
    }
  }

  private void requireOwnIds() {
    Set<String> ids = new HashSet<>();
    for (ClaimCase claim : claims(1)) {
      if (!ids.add(claim.claim().id())) {
        throw new AssayException(
            "%s makes two claims with the id '%s'; let its values, or its groups' names, differ."
                .formatted(where(), claim.claim().id()));
      }
    }
  }

  /** Class and method, for people. */
  String where() {
    return ClaimClass.name(type) + "." + method.getName();
  }

  @Override
  public boolean concerns(String model) {
    List<String> models = List.of(test.models());
    return models.isEmpty() || models.contains(model);
  }

  /** Whether its claims are known before the model is. */
  @Override
  public boolean dependsOnModel() {
    return slots.stream().anyMatch(Slot.OfLayer.class::isInstance);
  }

  /** Whether an id on record may be one of its claims on some model. */
  boolean mayHave(String id) {
    return claims(1).stream()
        .map(claim -> claim.claim().id())
        .anyMatch(
            own ->
                dependsOnModel()
                    ? id.matches(Pattern.quote(own).replace("-0", "-\\E\\d+\\Q"))
                    : own.equals(id));
  }

  @Override
  public List<ClaimBody> on(int layers) {
    return List.copyOf(claims(layers));
  }

  /** Its claims on a model of so many layers. */
  List<ClaimCase> claims(int layers) {
    List<Combination> all = Combination.all(test.variant(), slots, layers, this::groups);
    boolean several = all.size() > 1 || dependsOnModel();
    return all.stream().map(chosen -> claim(chosen, several)).toList();
  }

  private List<String> groups() {
    List<String> groups =
        rows.read().rows().stream()
            .map(FixtureRow::group)
            .filter(group -> !group.isEmpty())
            .filter(group -> test.group().isEmpty() || test.group().equals(group))
            .distinct()
            .toList();
    if (groups.isEmpty()) {
      throw new AssayException(
          "%s asks for each group of %s, but no row has one; give the record a group() or leave the parameter out."
              .formatted(where(), rows.name()));
    }
    return groups;
  }

  private ClaimCase claim(Combination chosen, boolean several) {
    String variant = chosen.variant();
    if (!variant.isEmpty()) {
      for (String part : variant.split("\\.", -1)) {
        requireId(part, where());
      }
    }
    String statement = test.statement().isEmpty() ? finding.statement() : test.statement();
    return new ClaimCase(
        new Claim(
            variant.isEmpty() ? finding.id() : finding.id() + "." + variant,
            finding.id(),
            variant,
            topic(),
            Placeholders.fill(statement, chosen.named(), where()),
            finding.source(),
            rows.name(),
            expected.expectation(),
            expected.unit(),
            expected.because(),
            expected.published(),
            expected.mustBeat()),
        this,
        chosen.arguments(),
        chosen.group().orElse(test.group()),
        several);
  }

  /** The last part of the package: a folder of claims is a topic. */
  private String topic() {
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
