/**
 * The forward pass of BERT and its relatives on DJL's PyTorch engine, written out on NDArray
 * operations so that every intermediate value has a hook point where it can be observed or
 * replaced. Beside {@code checkpoint}, this is the only package that knows DJL.
 */
@NullMarked
package dev.assay.encoder;

import org.jspecify.annotations.NullMarked;
