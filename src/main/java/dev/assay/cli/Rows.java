package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** Rows of a fixture in a model's hands. */
final class Rows {
  static final Set<Site> PATTERN = Set.of(Site.PATTERN);

  private Rows() {}

  /**
   * A row's text as the model sees it.
   *
   * @throws AssayException if the model cannot take it; the message names file and row
   */
  static Tokens tokenize(PyTorchModel model, Path fixture, String id, String text) {
    return about(fixture, id, () -> model.tokenize(text));
  }

  /** Says in errors which row of which file they are about. */
  static <T> T about(Path fixture, String id, Supplier<T> work) {
    try {
      return work.get();
    } catch (AssayException e) {
      throw new AssayException("%s, row %s: %s".formatted(fixture, id, e.getMessage()), e);
    }
  }
}
