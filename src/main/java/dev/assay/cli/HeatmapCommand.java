package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.figure.TraceFigures;
import dev.assay.plot.Figure;
import dev.assay.trace.Layer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "heatmap",
    description = "Draws the attention of a layer or head.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Rows are the tokens that attend, columns those attended to. In an SVG that is opened in a",
      "browser, every cell shows its number.",
      "",
      "Examples:",
      "  assay heatmap --text \"The book was not good\" --layer 2 --out mean.svg",
      "  assay heatmap --text \"The book was not good\" --layer 2 --head 7 --out head.png",
      "  assay heatmap --text \"The book was not good\" --layer 2 --all-heads --value-weighted \\",
      "      --out values.svg"
    })
final class HeatmapCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Option(names = "--layer", paramLabel = "L", required = true, description = "The layer.")
  private int layer;

  @ArgGroup private Which which = new Which();

  @Option(
      names = "--value-weighted",
      description = "Draw value-weighted attention: the cosine between the value outputs z.")
  private boolean valueWeighted;

  @Option(
      names = "--out",
      paramLabel = "F",
      required = true,
      description = "The .svg or .png file; one that exists is replaced.")
  private Path out = Path.of("");

  static final class Which {
    @Option(names = "--head", paramLabel = "H", required = true, description = "One head.")
    private Optional<Integer> head = Optional.empty();

    @Option(
        names = "--mean",
        required = true,
        description = "The mean over the layer's heads (default).")
    @SuppressWarnings(
        "UnusedVariable") // named, it excludes the others; left out, it is the default
    private boolean mean;

    @Option(names = "--all-heads", required = true, description = "All heads in a grid.")
    private boolean allHeads;

    Figure draw(Layer layer, boolean valueWeighted) {
      if (head.isPresent()) {
        return TraceFigures.single(layer.head(head.get()), valueWeighted);
      }
      return allHeads
          ? TraceFigures.grid(layer, valueWeighted)
          : TraceFigures.mean(layer, valueWeighted);
    }
  }

  HeatmapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OutputFile picture = OutputFile.picture(out);
    try (PyTorchModel loaded = model.load(session)) {
      picture.write(which.draw(loaded.trace(text.get()).layer(layer), valueWeighted));
    }
    session.out().println("Wrote " + out);
    return ExitCode.OK;
  }
}
