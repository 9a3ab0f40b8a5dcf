/**
 * What a checkpoint is: the configuration of an encoder, a tokenizer and weights, and how one is
 * found by its name. The packages below are how it is read: formats of weights, names of
 * parameters, tokenizers, folders, the cache and the hub. What leaves them is plain: numbers in
 * direct buffers under the field's standard names.
 */
@NullMarked
package dev.assay.checkpoint;

import org.jspecify.annotations.NullMarked;
