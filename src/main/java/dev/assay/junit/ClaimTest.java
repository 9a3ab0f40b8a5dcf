package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.commons.annotation.Testable;

/**
 * One claim, or with {@link Each} several. What is expected of its numbers says one annotation such
 * as {@link MeanAtLeast}, what its rows are {@link Rows} or {@link RowsFrom}, on the method or else
 * on its class. The method runs once per model and row, then once more unseen on every null model,
 * and after the rows comes one more invocation, the verdict, which is what can fail.
 *
 * <p>It returns what the row contributes: a {@code double}, or {@link HeadEffects} where heads are
 * meant. It takes, in any order, a row (a record with an {@code id()}), a {@link
 * dev.assay.model.Model}, and if it likes {@link Each} parameters, {@link Against} models and an
 * {@link Evidence}. It must depend on nothing else: on null models it is called on a fresh
 * instance, without JUnit's life cycle. Claims run one after another, also where JUnit runs other
 * tests in parallel: they share models and results, and each of them uses all processors by itself.
 *
 * <p>All claims of the run, on all rows and null models, are measured on a model before its first
 * row is run as a test, in other threads. So that a breakpoint in the method does not stop
 * thousands of times first, let it suspend only in the thread that runs the tests, for instance
 * under the condition {@code Thread.currentThread().getName().equals("main")}; rows run there one
 * by one.
 */
@Documented
@Testable
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("dev.assay.junit.Run")
@ExtendWith(ClaimExtension.class)
public @interface ClaimTest {
  /** Which variant of the finding this is, such as {@code values}; empty if it is the only one. */
  String variant() default "";

  /** The statement of this method, if it is not the finding's own; with the same placeholders. */
  String statement() default "";

  /** Only rows of this group; empty for all rows. */
  String group() default "";

  /** Only these models, for findings that are about one; empty for whichever are run. */
  String[] models() default {};
}
