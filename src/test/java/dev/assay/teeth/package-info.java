/** Checkpoints whose answer is known, and whether claims find it. */
@NullMarked
package dev.assay.teeth;

import org.jspecify.annotations.NullMarked;
