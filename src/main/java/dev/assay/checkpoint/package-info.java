/**
 * Where a checkpoint comes from and how its bytes are read: its configuration, its tokenizer and
 * its weights, from a Maven jar, a folder or the hub, in the formats in which they are published.
 * What leaves this package is plain: numbers in direct buffers under the field's standard names.
 */
@NullMarked
package dev.assay.checkpoint;

import org.jspecify.annotations.NullMarked;
