package dev.assay.junit;

import dev.assay.claim.Expectation;
import dev.assay.claim.HeadExpectation;
import dev.assay.claim.MeanExpectation;
import dev.assay.claim.NullKind;
import dev.assay.claim.RowExpectation;
import dev.assay.trace.AssayException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What an annotation such as {@link MeanAtLeast} says.
 *
 * @param expectation what the numbers must be like
 * @param unit of what the body returns
 * @param because why
 * @param mustBeat the nulls that must be beaten
 * @param published the source's number, if it has one
 */
record Expected(
    Expectation expectation,
    String unit,
    String because,
    Set<NullKind> mustBeat,
    OptionalDouble published) {

  /** How one of the annotations is read. */
  private record Kind<A extends Annotation>(Class<A> type, Function<A, Expected> read) {
    void find(AnnotatedElement element, List<Annotation> found, List<Supplier<Expected>> how) {
      AnnotationSupport.findAnnotation(element, type)
          .ifPresent(
              annotation -> {
                found.add(annotation);
                how.add(() -> read.apply(annotation));
              });
    }
  }

  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(
              MeanAtLeast.class,
              a ->
                  of(
                      new MeanExpectation.AtLeast(a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              MeanAtMost.class,
              a ->
                  of(
                      new MeanExpectation.AtMost(a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              MeanWithin.class,
              a ->
                  of(
                      new MeanExpectation.Within(a.low(), a.high()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              SomeHeadAtLeast.class,
              a ->
                  of(
                      new HeadExpectation.SomeAtLeast(a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              HeadCountAtLeast.class,
              a ->
                  of(
                      new HeadExpectation.CountAtLeast(a.heads(), a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              EveryRowWithin.class,
              a ->
                  of(
                      new RowExpectation.EveryWithin(a.low(), a.high()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              ShareOfRowsAtLeast.class,
              a ->
                  of(
                      new RowExpectation.ShareAtLeast(a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())),
          new Kind<>(
              ShareOfRowsAtMost.class,
              a ->
                  of(
                      new RowExpectation.ShareAtMost(a.value()),
                      a.unit(),
                      a.because(),
                      a.mustBeat(),
                      a.published())));

  private static Expected of(
      Expectation expectation, String unit, String because, NullKind[] mustBeat, double published) {
    return new Expected(
        expectation,
        unit,
        because,
        Set.copyOf(List.of(mustBeat)),
        Double.isNaN(published) ? OptionalDouble.empty() : OptionalDouble.of(published));
  }

  /**
   * What is expected of a method: what it says itself, else what its class says.
   *
   * @throws AssayException if there is no such annotation, or more than one, or if its numbers say
   *     nothing
   */
  static Expected of(Class<?> type, Method method, String where) {
    for (AnnotatedElement element : List.of(method, type)) {
      List<Annotation> found = new ArrayList<>();
      List<Supplier<Expected>> how = new ArrayList<>();
      KINDS.forEach(kind -> kind.find(element, found, how));
      if (found.size() > 1) {
        throw new AssayException(
            "%s has %s, but a claim has one expectation; make two methods of it."
                .formatted(
                    element == method ? where : ClaimClass.name(type),
                    String.join(
                        " and ",
                        found.stream()
                            .map(a -> "@" + a.annotationType().getSimpleName())
                            .toList())));
      }
      if (found.size() == 1) {
        try {
          return how.get(0).get();
        } catch (AssayException e) {
          throw new AssayException(where + ": @" + e.getMessage(), e);
        }
      }
    }
    throw new AssayException(
        "%s says nothing of what is expected; annotate it or its class, for instance with @MeanAtLeast."
            .formatted(where));
  }
}
