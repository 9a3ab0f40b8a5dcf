/** Whether a damaged file of a checkpoint can do more than be refused. */
@NullMarked
package dev.assay.checkpoint.fuzz;

import org.jspecify.annotations.NullMarked;
