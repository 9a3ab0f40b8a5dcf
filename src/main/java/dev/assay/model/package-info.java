/**
 * What a claim may ask a model. It knows no engine: who runs the forward passes is not said here.
 */
@NullMarked
package dev.assay.model;

import org.jspecify.annotations.NullMarked;
