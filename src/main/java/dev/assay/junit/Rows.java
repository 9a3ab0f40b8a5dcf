package dev.assay.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a claim's rows come from: a file in the folder of fixtures, as {@link
 * dev.assay.fixture.Fixture#read} reads it. On a method it overrides its class's.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Rows {
  /** The name of a .csv, .tsv or .jsonl file. */
  String value();
}
