package dev.assay.cli;

import dev.assay.trace.AssayException;
import dev.assay.trace.Substitution;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code mat=chair}. */
final class Pair implements ITypeConverter<Substitution> {
  @Override
  public Substitution convert(String text) {
    try {
      return Substitution.parse(text);
    } catch (AssayException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
