package dev.assay.cli;

import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.Fixture;
import dev.assay.fixture.TextRow;
import dev.assay.model.Text;
import dev.assay.trace.AssayException;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A folder that gets one trace file per row of a fixture. */
record TraceFolder(Path folder, Path fixture, Fixture<TextRow> texts) {
  /** A row and its length in tokens. */
  private record Counted(TextRow row, int tokens) {}

  /**
   * Checks the folder and reads the fixture.
   *
   * @throws AssayException if either cannot be used
   */
  static TraceFolder of(Path folder, Path fixture) {
    Path parent = folder.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) && (Files.exists(folder) || parent == null)) {
      throw new AssayException(
          "%s is a file, but --texts needs a folder to write to; name one.".formatted(folder));
    }
    if (parent != null && !Files.isDirectory(parent)) {
      throw new AssayException(
          "%s cannot be created because there is no folder %s; create that first."
              .formatted(folder, parent));
    }
    Fixture<TextRow> texts = Fixture.read(fixture, TextRow.class);
    requireDistinctFiles(fixture, texts);
    return new TraceFolder(folder, fixture, texts);
  }

  /** Many file systems take A and a for the same file; there one trace would replace the other. */
  private static void requireDistinctFiles(Path fixture, Fixture<TextRow> texts) {
    Map<String, String> seen = new HashMap<>();
    for (TextRow row : texts.rows()) {
      String other = seen.put(row.id().toLowerCase(Locale.ROOT), row.id());
      if (other != null) {
        throw new AssayException(
            "%s: the ids '%s' and '%s' differ by case only and would share one file; rename one."
                .formatted(fixture, other, row.id()));
      }
    }
  }

  /**
   * Writes all traces.
   *
   * @throws AssayException if a text cannot be traced, before anything is written
   */
  void write(PyTorchModel model) throws IOException {
    List<Counted> rows =
        texts.rows().stream()
            .map(
                row -> new Counted(row, Rows.tokenize(model, fixture, row.id(), row.text()).size()))
            .toList();
    create();
    for (List<Counted> portion : Rows.portions(rows, Counted::tokens)) {
      List<Trace> traces =
          model.traces(
              portion.stream().map(text -> Text.of(text.row().text())).toList(), TraceFile.SITES);
      for (int i = 0; i < portion.size(); i++) {
        Path file = folder.resolve(portion.get(i).row().id() + OutputFile.SAFETENSORS);
        SafetensorsWriter tensors = TraceFile.of(model, traces.get(i));
        OutputFile.tensors(file).write(tensors::write);
      }
    }
  }

  private void create() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new AssayException(
          "The folder %s cannot be created (%s); name another.".formatted(folder, e.getMessage()),
          e);
    }
  }
}
