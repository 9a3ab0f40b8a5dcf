package dev.assay.cli;

import dev.assay.cli.HeadGrid.Reading;
import dev.assay.encoder.PyTorchModel;
import dev.assay.measure.HeadMeasure;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "measure",
    description = "Every measure of one text, per layer and head.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "JSON: model, weights_sha256, text, tokens; layers and heads, the numbers of those measured;",
      "measures, by name an object with its unit and, for each variant it has (raw, content,",
      "content_without_self), an array over layers of arrays over heads, null where the measure has",
      "no value on this text; not_computed, for these an array of measure, variant and reason.",
      "Measures of a word are means over all content tokens.",
      "",
      "Examples:",
      "  assay measure --text \"The cat sat on the mat.\" --layer 0",
      "  assay measure --text \"The cat sat on the mat.\" --layer 5 --head 11 --json"
    })
final class MeasureCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--text", paramLabel = "T", required = true, description = "The text to measure.")
  private String text = "";

  @Option(names = "--layer", paramLabel = "L", description = "This layer only (default: all).")
  private Optional<Integer> layer = Optional.empty();

  @Option(names = "--head", paramLabel = "H", description = "This head only (default: all).")
  private Optional<Integer> head = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  MeasureCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (PyTorchModel loaded = model.load(session)) {
      Trace trace = loaded.trace(text);
      Readings readings = readings(trace, HeadGrid.chosen(trace, layer, head));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, trace.tokens());
              readings.writeTo(out);
            });
      } else {
        session.out().println(trace.tokens());
        readings.print(session.out());
      }
    }
    return ExitCode.OK;
  }

  private static Readings readings(Trace trace, HeadGrid grid) {
    List<Reading> readings = new ArrayList<>();
    for (HeadMeasure measure : HeadMeasure.values()) {
      for (Variant variant : measure.variants()) {
        readings.add(
            grid.read(
                measure.label(),
                measure.unit(),
                variant,
                (l, h) -> measure.of(trace.layer(l).head(h), variant)));
      }
    }
    return new Readings(grid, readings);
  }
}
