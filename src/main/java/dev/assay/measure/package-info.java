/**
 * Every number that claims are made of: pure functions of one trace or two, in double precision.
 * What goes in is finite and what comes out is finite; where a formula has no value (a zero vector,
 * a text too short) the function says so in an {@link dev.assay.trace.AssayException}.
 */
@NullMarked
package dev.assay.measure;

import org.jspecify.annotations.NullMarked;
