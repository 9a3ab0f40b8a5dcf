/**
 * TensorFlow's checkpoints of version 2 ("bundles"): an index in LevelDB's table format, and shards
 * with the numbers.
 */
@NullMarked
package dev.assay.checkpoint.format.tensorflow;

import org.jspecify.annotations.NullMarked;
