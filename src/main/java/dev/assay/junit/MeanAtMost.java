package dev.assay.junit;

import dev.assay.claim.NullKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of the rows' numbers is at most {@link #value}. For bodies that return a {@code double}.
 * On a method it overrides its class's; it may stand on an annotation of your own.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MeanAtMost {
  /** The largest mean, in {@link #unit}, of which the statement is true. */
  double value();

  /** Of what the body returns, such as {@code tokens}. */
  String unit();

  /** Why the numbers are what they are. */
  String because();

  /**
   * The nulls without whose defeat the numbers say nothing of the mechanism: the claim must be
   * further in the claimed direction than each of them. The others are reported.
   */
  NullKind[] mustBeat() default {};

  /** What the source reports, in the estimate's unit, to be shown beside it; none by default. */
  double published() default Double.NaN;
}
