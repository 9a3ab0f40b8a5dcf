/** Assay: findings about transformer encoders, rechecked as JUnit 5 claims on real weights. */
@NullMarked
package dev.assay;

import org.jspecify.annotations.NullMarked;
