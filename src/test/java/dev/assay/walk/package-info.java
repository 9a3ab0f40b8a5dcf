/**
 * Tests of the walk that docs/claims.md takes a newcomer through: what it shows is what happens.
 */
@NullMarked
package dev.assay.walk;

import org.jspecify.annotations.NullMarked;
