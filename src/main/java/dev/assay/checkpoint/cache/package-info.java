/**
 * Checkpoints that come in Maven artifacts, and the folder where they are kept once they are
 * converted to a format that can be mapped into memory.
 */
@NullMarked
package dev.assay.checkpoint.cache;

import org.jspecify.annotations.NullMarked;
