/**
 * What {@code torch.save} writes: a zip file, or a stream before PyTorch 1.6, with a pickle that
 * says where the numbers lie. A pickle is a program; what it may call is a list of ours.
 */
@NullMarked
package dev.assay.checkpoint.format.torch;

import org.jspecify.annotations.NullMarked;
