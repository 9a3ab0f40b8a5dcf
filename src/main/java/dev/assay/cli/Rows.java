package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.AssayException;
import dev.assay.trace.Site;
import dev.assay.trace.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Rows of a fixture in a model's hands. */
final class Rows {
  static final Set<Site> PATTERN = Set.of(Site.PATTERN);

  private static final int MOST_TEXTS = 32;

  /** Attention of this many cells a head: one text of 512 tokens, or 32 of 90. */
  private static final long MOST_CELLS = 512 * 512;

  private Rows() {}

  /**
   * Rows to be traced together, in their order. Traces of a portion are in memory at once: it grows
   * neither with the number of rows nor with the square of their length.
   *
   * @param tokens how many a row's text has
   */
  static <R> List<List<R>> portions(List<R> rows, ToIntFunction<R> tokens) {
    List<List<R>> portions = new ArrayList<>();
    List<R> portion = new ArrayList<>();
    long cells = 0;
    for (R row : rows) {
      long own = (long) tokens.applyAsInt(row) * tokens.applyAsInt(row);
      if (!portion.isEmpty() && (portion.size() == MOST_TEXTS || cells + own > MOST_CELLS)) {
        portions.add(portion);
        portion = new ArrayList<>();
        cells = 0;
      }
      portion.add(row);
      cells += own;
    }
    if (!portion.isEmpty()) {
      portions.add(portion);
    }
    return portions;
  }

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
