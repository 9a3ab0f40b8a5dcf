/**
 * A checkpoint as a folder of files, as the libraries leave it that save models: which files count,
 * config.json, weights in several files, and what is refused by name.
 */
@NullMarked
package dev.assay.checkpoint.folder;

import org.jspecify.annotations.NullMarked;
