/**
 * Tensors in a file, whatever the format: names, element types and shapes at once, numbers as
 * float32 when they are asked for. What a file says of sizes is checked before memory is taken.
 * Nothing here knows what the tensors mean.
 */
@NullMarked
package dev.assay.checkpoint.format;

import org.jspecify.annotations.NullMarked;
