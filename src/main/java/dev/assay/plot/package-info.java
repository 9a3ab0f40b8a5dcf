/**
 * Pictures of attention and of results: {@link dev.assay.plot.Figure} draws heatmaps that are
 * compared on one colour scale, {@link dev.assay.plot.ForestPlot} draws estimates with their
 * intervals. Plain numbers and labels go in, an SVG text or the bytes of a PNG come out; bad
 * arguments are refused with an {@link IllegalArgumentException} of one sentence.
 */
@NullMarked
package dev.assay.plot;

import org.jspecify.annotations.NullMarked;
