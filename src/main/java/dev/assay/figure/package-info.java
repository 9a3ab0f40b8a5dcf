/** The figures that are drawn of traces, for the report and for the command line alike. */
@NullMarked
package dev.assay.figure;

import org.jspecify.annotations.NullMarked;
