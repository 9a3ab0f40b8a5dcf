/**
 * Fetches checkpoints from the Hugging Face hub into the cache that Python's huggingface_hub keeps,
 * so that a model either of them downloaded is found by the other. Interrupted downloads resume,
 * content is checked against its hash before it gets its final name, and the token goes to no host
 * but the one it is meant for. Nothing here knows what the files mean.
 */
@NullMarked
package dev.assay.checkpoint.hub;

import org.jspecify.annotations.NullMarked;
