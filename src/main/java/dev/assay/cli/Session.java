package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import java.io.PrintStream;
import java.util.function.Function;

/**
 * What commands share.
 *
 * @param out where results are printed
 * @param models loads a model by name; the command that asked for it closes it
 */
record Session(PrintStream out, Function<String, PyTorchModel> models) {}
