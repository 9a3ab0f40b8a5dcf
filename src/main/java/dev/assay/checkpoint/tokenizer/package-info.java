/**
 * Tokenizers as the transformers library reads them: the files of a tokenizer become one
 * tokenizer.json, every field of which is known and checked before the native library sees it.
 */
@NullMarked
package dev.assay.checkpoint.tokenizer;

import org.jspecify.annotations.NullMarked;
