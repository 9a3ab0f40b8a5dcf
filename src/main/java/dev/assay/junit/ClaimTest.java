package dev.assay.junit;

import dev.assay.claim.NullKind;
import dev.assay.claim.Prediction;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * One claim. The method runs once per model and fixture row, then once more unseen on every null
 * model, and after the rows comes one more invocation, the verdict, which is what can fail.
 *
 * <p>The method takes, in any order, a row (a record that implements {@link
 * dev.assay.fixture.FixtureRow}), a {@link dev.assay.model.Model} and an {@link Evidence}, and must
 * depend on nothing else: on null models it is called on a fresh instance, without JUnit's life
 * cycle. Claims run one after another, also where JUnit runs other tests in parallel: they share
 * models and results, and each of them uses all processors by itself.
 *
 * <p>All claims of the run, on all rows and null models, are measured on a model before its first
 * row is run as a test, in other threads. So that a breakpoint in the method does not stop
 * thousands of times first, let it suspend only in the thread that runs the tests, for instance
 * under the condition {@code Thread.currentThread().getName().equals("main")}; rows run there one
 * by one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ResourceLock("dev.assay.junit.Run")
@ExtendWith(ClaimExtension.class)
public @interface ClaimTest {
  /** Which variant of the finding this is, such as {@code content}; empty if it is the only one. */
  String variant() default "";

  /** The statement of this variant, if it is not the finding's own. */
  String statement() default "";

  /** The CSV file of rows, in the folder of fixtures. */
  String fixture();

  /** Only rows of this {@link dev.assay.fixture.FixtureRow#group}; empty for all rows. */
  String group() default "";

  /** Only these models, for findings that are about one; empty for whichever are run. */
  String[] models() default {};

  Prediction predicts();

  /** The smallest mean effect, in {@link #unit}, that is worth the statement. */
  double minimumEffect() default 0;

  /** Below which no row's value may lie, for {@link Prediction#EVERY_ROW_HOLDS}. */
  double low() default Double.NEGATIVE_INFINITY;

  /** Above which no row's value may lie, likewise. */
  double high() default Double.POSITIVE_INFINITY;

  /** Of the effect, such as {@code tokens} or {@code attention}. */
  String unit();

  /** Why the minimum effect, or the bounds, are what they are. */
  String because();

  /** The nulls that the mechanism must beat; the others are reported. */
  NullKind[] mustBeat() default {};
}
