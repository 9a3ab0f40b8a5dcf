/** What claims say of a model that somebody changed. */
@NullMarked
package dev.assay.changed;

import org.jspecify.annotations.NullMarked;
