/**
 * Files as they are read whatever they mean: text strictly in UTF-8, JSON strictly, hashes, parts
 * of files as memory, resources of the classpath; and failures in one sentence.
 */
@NullMarked
package dev.assay.file;

import org.jspecify.annotations.NullMarked;
