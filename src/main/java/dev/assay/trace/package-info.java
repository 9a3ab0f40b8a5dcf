/**
 * What one forward pass over one text left behind, as plain Java: tokens, attention, values, value
 * outputs, hidden states, and the alignment of two such traces. Nothing here holds native memory or
 * knows how the numbers were computed.
 */
@NullMarked
package dev.assay.trace;

import org.jspecify.annotations.NullMarked;
