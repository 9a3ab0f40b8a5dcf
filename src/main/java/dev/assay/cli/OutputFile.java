package dev.assay.cli;

import dev.assay.file.WholeFiles;
import dev.assay.plot.Figure;
import dev.assay.trace.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A file that a command is to write: checked before the command does any work, and replaced in one
 * step at its end, so that nobody ever sees half of it.
 */
record OutputFile(Path path) {
  static final String SAFETENSORS = ".safetensors";
  private static final String SVG = ".svg";
  private static final String PNG = ".png";
  private static final String HTML = ".html";

  static OutputFile tensors(Path path) {
    return checked(path, List.of(SAFETENSORS));
  }

  static OutputFile picture(Path path) {
    return checked(path, List.of(SVG, PNG));
  }

  static OutputFile page(Path path) {
    return checked(path, List.of(HTML));
  }

  private static OutputFile checked(Path path, List<String> suffixes) {
    if (suffixes.stream().noneMatch(suffix -> hasSuffix(path, suffix))) {
      throw new AssayException(
          "%s has none of the suffixes that can be written here: %s; rename it."
              .formatted(path, String.join(", ", suffixes)));
    }
    Path folder = folder(path);
    if (!Files.isDirectory(folder)) {
      throw new AssayException(
          "%s cannot be written because there is no folder %s; create it first."
              .formatted(path, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new AssayException(
          "%s cannot be written because you may not write to the folder %s; name another."
              .formatted(path, folder));
    }
    if (Files.isDirectory(path)) {
      throw new AssayException(
          "%s cannot be written because it is a folder; name a file.".formatted(path));
    }
    return new OutputFile(path);
  }

  /** Draws a figure in the format that the suffix says. */
  void write(Figure figure) {
    byte[] bytes =
        hasSuffix(path, SVG) ? figure.svg().getBytes(StandardCharsets.UTF_8) : png(figure);
    write(out -> out.write(bytes));
  }

  private byte[] png(Figure figure) {
    try {
      return figure.png();
    } catch (IllegalStateException e) {
      // This machine, or any Java, cannot draw it; plot knows no exception of ours to say so.
      throw new AssayException("%s was not written. %s".formatted(path, e.getMessage()), e);
    }
  }

  void write(WholeFiles.Body content) {
    try {
      WholeFiles.write(path, content);
    } catch (AccessDeniedException e) {
      throw failed("permission denied", e);
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  private AssayException failed(String why, IOException cause) {
    return new AssayException(
        "%s cannot be written (%s); free space there or name another file.".formatted(path, why),
        cause);
  }

  private static Path folder(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  private static boolean hasSuffix(Path path, String suffix) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
  }
}
