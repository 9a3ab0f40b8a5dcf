/**
 * The format of the safetensors library: a JSON header, then numbers. The only one that is written
 * as well.
 */
@NullMarked
package dev.assay.checkpoint.format.safetensors;

import org.jspecify.annotations.NullMarked;
