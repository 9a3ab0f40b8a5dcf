package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that makes a claim's rows, in the place of a file: it is static, in the claim's class,
 * has no parameters, returns a {@link java.util.stream.Stream} of row records, and gives the same
 * rows whenever it is called.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RowsFrom {
  /** The method's name. */
  String value();
}
