package dev.assay.junit;

import dev.assay.claim.Claim;
import dev.assay.fixture.FixtureRow;
import dev.assay.study.ClaimBody;
import dev.assay.study.ClaimsPerModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Variant;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
    List<Chosen> all = List.of(Chosen.of(test.variant()));
    for (int i = 0; i < slots.size(); i++) {
      List<Chosen> next = new ArrayList<>();
      List<Value> values = values(slots.get(i), layers);
      for (Chosen before : all) {
        for (Value value : values) {
          next.add(before.with(i, value));
        }
      }
      all = values.isEmpty() ? all : next;
    }
    boolean several = all.size() > 1 || dependsOnModel();
    return all.stream().map(chosen -> claim(chosen, several)).toList();
  }

  /**
   * One value of an {@code @Each} parameter.
   *
   * @param name of the parameter, in ids and placeholders
   * @param part of the id
   */
  private record Value(Object value, String name, String part) {}

  private List<Value> values(Slot slot, int layers) {
    if (slot instanceof Slot.OfVariant each) {
      return each.variants().stream()
          .map(variant -> new Value(variant, "variant", part(variant.label())))
          .toList();
    } else if (slot instanceof Slot.OfGroup each) {
      return groups().stream().map(group -> new Value(group, each.name(), part(group))).toList();
    } else if (slot instanceof Slot.OfLayer each) {
      return IntStream.range(0, layers).mapToObj(i -> numbered(each.name(), i)).toList();
    } else if (slot instanceof Slot.OfNumber each) {
      return each.numbers().stream().map(number -> numbered(each.name(), number)).toList();
    }
    return List.of();
  }

  private static Value numbered(String name, int number) {
    return new Value(number, name, name + "-" + number);
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

  private static String part(String value) {
    return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /**
   * What has been chosen of the {@code @Each} parameters.
   *
   * @param values by the parameter's index
   * @param words of the id that are joined by hyphens: the method's variant, variants, groups
   * @param numbers of the id, each after a dot
   * @param raw whether the raw variant is among them
   */
  private record Chosen(
      Map<Integer, Value> values, List<String> words, List<String> numbers, boolean raw) {
    static Chosen of(String variant) {
      return new Chosen(
          Map.of(), variant.isEmpty() ? List.of() : List.of(variant), List.of(), false);
    }

    Chosen with(int index, Value value) {
      Map<Integer, Value> all = new TreeMap<>(values);
      all.put(index, value);
      if (value.value() == Variant.RAW) {
        return new Chosen(all, words, numbers, true);
      }
      boolean number = value.value() instanceof Integer;
      return new Chosen(
          all,
          number ? words : added(words, value.part()),
          number ? added(numbers, value.part()) : numbers,
          raw);
    }

    private static List<String> added(List<String> words, String word) {
      List<String> all = new ArrayList<>(words);
      all.add(word);
      return all;
    }

    /** Raw is what a measure is if nothing is said: it is named only where it stands alone. */
    String variant() {
      List<String> all = new ArrayList<>(numbers);
      if (!words.isEmpty()) {
        all.add(0, String.join("-", words));
      }
      return all.isEmpty() && raw ? "raw" : String.join(".", all);
    }
  }

  private ClaimCase claim(Chosen chosen, boolean several) {
    String variant = chosen.variant();
    if (!variant.isEmpty()) {
      for (String part : variant.split("\\.", -1)) {
        requireId(part, where());
      }
    }
    Map<String, Object> named = new TreeMap<>();
    Map<Integer, Object> values = new TreeMap<>();
    String group = test.group();
    for (Map.Entry<Integer, Value> entry : chosen.values().entrySet()) {
      Value value = entry.getValue();
      named.put(value.name(), value.value());
      values.put(entry.getKey(), value.value());
      if (value.value() instanceof String of) {
        group = of;
      }
    }
    String statement = test.statement().isEmpty() ? finding.statement() : test.statement();
    return new ClaimCase(
        new Claim(
            variant.isEmpty() ? finding.id() : finding.id() + "." + variant,
            finding.id(),
            variant,
            topic(),
            Placeholders.fill(statement, named, where()),
            finding.source(),
            rows.name(),
            expected.expectation(),
            expected.unit(),
            expected.because(),
            expected.published(),
            expected.mustBeat()),
        this,
        values,
        group,
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
