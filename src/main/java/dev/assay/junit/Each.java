package dev.assay.junit;

import dev.assay.trace.Variant;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a claim of every value of a parameter; several such parameters multiply. The values become
 * part of the id, in the order of the parameters: {@code finding.content} for a {@link Variant},
 * {@code finding.antonym} for a group, {@code finding.antonym-content} for both, {@code
 * finding.layer-3} for an int by its parameter's name. The raw variant is named only where nothing
 * else is.
 *
 * <ul>
 *   <li>A {@link Variant}: one claim per attention variant.
 *   <li>A {@code String}: one per group of rows, about these rows only.
 *   <li>An {@code int}: one per layer of the model at hand, or per value of {@link #ints}.
 * </ul>
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Each {
  /** Only these variants; all if empty. */
  Variant[] variants() default {};

  /** The values of an {@code int}; the model's layers, from 0, if empty. */
  int[] ints() default {};
}
