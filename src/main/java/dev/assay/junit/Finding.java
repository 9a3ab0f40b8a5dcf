package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.platform.commons.annotation.Testable;

/** A class that rechecks one published finding; its {@link ClaimTest} methods make it definite. */
@Documented
@Testable
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Finding {
  /** Stable name of the finding: lower case, digits and hyphens. */
  String id();

  /**
   * The finding as a sentence that can be true or false. In braces may stand names of the body's
   * {@link Each} parameters, as {@code {layer}} or {@code {group}}, {@code {variant}}, and {@code
   * {attention}}: "attention", "attention among content tokens" or "attention between different
   * content tokens", as the variant has it.
   */
  String statement();

  /** Who says so, and where. */
  String source();
}
