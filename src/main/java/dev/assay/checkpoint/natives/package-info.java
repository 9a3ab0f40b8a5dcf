/**
 * The native libraries of DJL, PyTorch's and that of tokenizers: whole and in their place before
 * DJL loads them, and without regard to what an image has set for other programs.
 */
@NullMarked
package dev.assay.checkpoint.natives;

import org.jspecify.annotations.NullMarked;
