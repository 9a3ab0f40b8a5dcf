/**
 * What a sample of effects says about the mean effect: an interval, a p value and an effect size,
 * and p values corrected for how many claims were tested at once. Pure functions of their
 * arguments: what is random in them comes from a seed the caller gives, so equal arguments give
 * equal results, whatever else runs.
 */
@NullMarked
package dev.assay.stats;

import org.jspecify.annotations.NullMarked;
