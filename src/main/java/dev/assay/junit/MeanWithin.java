package dev.assay.junit;

import dev.assay.claim.NullKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of the rows' numbers lies between two borders: equivalence. SUPPORTED needs the interval
 * wholly between them; not to find a difference shows nothing. For bodies that return a {@code
 * double}. On a method it overrides its class's; it may stand on an annotation of your own.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MeanWithin {
  /** The lower border, in {@link #unit}. */
  double low();

  /** The upper border, above the lower one. */
  double high();

  /** Of what the body returns, such as {@code tokens}. */
  String unit();

  /** Why the numbers are what they are. */
  String because();

  /** Refused unless empty: there is no direction in which to beat a null. */
  NullKind[] mustBeat() default {};

  /** What the source reports, in the estimate's unit, to be shown beside it; none by default. */
  double published() default Double.NaN;
}
