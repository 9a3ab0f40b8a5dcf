package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class that rechecks one published finding; its {@link ClaimTest} methods are its variants. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Claim {
  /** Stable name of the finding: lower case, digits and hyphens. */
  String id();

  /** The finding as a sentence that can be true or false. */
  String statement();

  /** Who says so, and where. */
  String source();
}
