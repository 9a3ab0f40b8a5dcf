/**
 * Files, whatever they mean: text strictly in UTF-8, JSON strictly, hashes, parts of files as
 * memory, checked copies out of jars, with failures in one sentence; and files that are replaced
 * whole or not at all.
 */
@NullMarked
package dev.assay.file;

import org.jspecify.annotations.NullMarked;
