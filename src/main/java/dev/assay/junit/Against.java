package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a body a second {@link dev.assay.model.Model}, to compare the one at hand with. On null
 * models it is the same, unchanged. Its weights are part of the claim's provenance.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Against {
  /** The model's name, as {@code -Dassay.models} takes it; the run's baseline if empty. */
  String value() default "";
}
