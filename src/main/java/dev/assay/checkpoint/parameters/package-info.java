/**
 * Which parameters an encoder of a configuration has, and which tensors of a file these are: every
 * library's names are mapped to canonical ones, and shapes are checked.
 */
@NullMarked
package dev.assay.checkpoint.parameters;

import org.jspecify.annotations.NullMarked;
