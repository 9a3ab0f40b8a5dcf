/**
 * ONNX exports of encoders, from which only the weights are taken. They are named by the operator
 * that uses them, where the export kept no names.
 */
@NullMarked
package dev.assay.checkpoint.format.onnx;

import org.jspecify.annotations.NullMarked;
