/**
 * Claims as JUnit 5 tests: the annotations, the rows and the verdict as invocations of a test
 * template, the run over models and null models behind them, and what is reported of it.
 */
@NullMarked
package dev.assay.junit;

import org.jspecify.annotations.NullMarked;
