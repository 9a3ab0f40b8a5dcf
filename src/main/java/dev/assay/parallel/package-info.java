/** Many computations side by side, of which none outlives the call that asked for them. */
@NullMarked
package dev.assay.parallel;

import org.jspecify.annotations.NullMarked;
