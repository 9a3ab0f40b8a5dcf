package dev.assay.cli;

import dev.assay.cli.HeadGrid.Measured;
import dev.assay.encoder.PyTorchModel;
import dev.assay.measure.HeadMeasure;
import dev.assay.measure.ValueWeightedNorm;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
      "content-without-self), an array over layers of arrays over heads, null where the measure"
          + " has",
      "no value on this text; not_computed, for these an array of measure, variant and reason.",
      "Measures of a word are means over all content tokens, value_weighted_norm over all cells.",
      "",
      "Examples:",
      "  assay measure --text \"The cat sat on the mat.\" --layer 0",
      "  assay measure --text \"The cat sat on the mat.\" --layer 5 --head 11 --json"
    })
final class MeasureCommand implements Callable<Integer> {
  private static final Set<Site> SITES = Set.of(Site.PATTERN, Site.V, Site.Z);

  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

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
      Trace trace = loaded.trace(text.get(), SITES);
      MeasuredGrid measured = measured(loaded, trace, HeadGrid.chosen(trace, layer, head));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, trace.tokens());
              measured.writeTo(out);
            });
      } else {
        session.out().println(trace.tokens());
        measured.print(session.out());
      }
    }
    return ExitCode.OK;
  }

  private static MeasuredGrid measured(PyTorchModel model, Trace trace, HeadGrid grid) {
    List<Measured> measures = new ArrayList<>();
    for (HeadMeasure measure : HeadMeasure.values()) {
      for (Variant variant : measure.variants()) {
        measures.add(
            grid.measure(
                measure.label(),
                measure.unit(),
                variant,
                (l, h) -> measure.of(trace.layer(l).head(h), variant)));
      }
    }
    // Not among the HeadMeasures, which need nothing but a trace: W_O is the model's.
    List<Tensor> projections =
        IntStream.range(0, trace.layerCount()).mapToObj(model::outputProjection).toList();
    for (Variant variant : Variant.values()) {
      measures.add(
          grid.measure(
              "value_weighted_norm",
              "norm",
              variant,
              (l, h) ->
                  ValueWeightedNorm.mean(trace.layer(l).head(h), variant, projections.get(l))));
    }
    return new MeasuredGrid(grid, measures);
  }
}
