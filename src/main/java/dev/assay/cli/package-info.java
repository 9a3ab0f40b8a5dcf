/**
 * The command line, for looking at a model before claiming anything about it: each command is a
 * class that loads a checkpoint, asks the other packages for traces, measures or figures, and
 * prints them or writes them to a file.
 */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
