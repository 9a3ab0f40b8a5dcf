package dev.assay.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.cli.HeadGrid.Measured;
import dev.assay.encoder.PyTorchModel;
import dev.assay.figure.TraceFigures;
import dev.assay.measure.PairMeasure;
import dev.assay.plot.Figure;
import dev.assay.trace.Alignment;
import dev.assay.trace.Layer;
import dev.assay.trace.Substitution;
import dev.assay.trace.Tokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "compare",
    description = "The four counterfactual metrics of two texts, per layer and head.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "JSON: model, weights_sha256; original and counterfactual, each with text and tokens;",
      "alignment with pairs (positions [original, counterfactual]), original_dropped and",
      "counterfactual_dropped (tokens without a partner); layers, heads, measures and not_computed",
      "as in 'measure'.",
      "",
      "Examples:",
      "  assay compare --original \"John gave Mary the book\" \\",
      "      --counterfactual \"Mary gave John the book\" --plot books.svg --layer 2 --head 3",
      "  assay compare --original \"The cat sat on the mat\" \\",
      "      --counterfactual \"The old cat sat on the chair\" --pair mat=chair --json"
    })
final class CompareCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--original", paramLabel = "A", required = true, description = "A text.")
  private String original = "";

  @Option(
      names = "--counterfactual",
      paramLabel = "B",
      required = true,
      description = "The text it is compared with.")
  private String counterfactual = "";

  @Option(
      names = "--pair",
      paramLabel = "A=B",
      converter = Pair.class,
      description =
          "In texts of unequal length, a word of the original and the word in its place, to be kept"
              + " as partners although they differ; may be given several times. Texts of equal"
              + " length are compared position by position.")
  private List<Substitution> pairs = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private Plot plot = new Plot();

  @Mixin private JsonOption json = new JsonOption();

  static final class Plot {
    @Option(
        names = "--plot",
        paramLabel = "F",
        required = true,
        description =
            "Draw the four-panel figure, original and counterfactual, attention and value-weighted"
                + " attention, to this .svg or .png file.")
    private Optional<Path> file = Optional.empty();

    @Option(
        names = "--layer",
        paramLabel = "L",
        description = "The layer that --plot draws (default: 0).")
    private int layer;

    @Option(
        names = "--head",
        paramLabel = "H",
        description = "The head that --plot draws (default: the mean over the layer's heads).")
    private Optional<Integer> head = Optional.empty();

    Figure draw(Trace original, Trace counterfactual) {
      Layer a = original.layer(layer);
      Layer b = counterfactual.layer(layer);
      return head.isPresent()
          ? TraceFigures.counterfactual(a.head(head.get()), b.head(head.get()))
          : TraceFigures.counterfactual(a, b, Variant.RAW);
    }
  }

  CompareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<OutputFile> picture = plot.file.map(OutputFile::picture);
    try (PyTorchModel loaded = model.load(session)) {
      Trace a = loaded.trace(original);
      Trace b = loaded.trace(counterfactual);
      Alignment alignment = align(a.tokens(), b.tokens());
      MeasuredGrid measured = measured(a, b, alignment);
      picture.ifPresent(file -> file.write(plot.draw(a, b)));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              tokens(out, "original", a);
              tokens(out, "counterfactual", b);
              alignment(out, alignment);
              measured.writeTo(out);
            });
      } else {
        print(a, b, alignment, measured);
      }
    }
    return ExitCode.OK;
  }

  private Alignment align(Tokens a, Tokens b) {
    // Also where the alignment needs no pairs: a word that is not there is a mistake all the same.
    for (Substitution pair : pairs) {
      a.word(pair.original());
      b.word(pair.counterfactual());
    }
    return Alignment.of(a, b, pairs);
  }

  private static MeasuredGrid measured(Trace a, Trace b, Alignment alignment) {
    HeadGrid grid = HeadGrid.all(a.layerCount(), a.headCount());
    List<Measured> measures = new ArrayList<>();
    for (PairMeasure measure : PairMeasure.values()) {
      for (Variant variant : measure.variants()) {
        measures.add(
            grid.measure(
                measure.label(),
                measure.unit(),
                variant,
                (l, h) -> measure.of(a.layer(l).head(h), b.layer(l).head(h), alignment, variant)));
      }
    }
    return new MeasuredGrid(grid, measures);
  }

  private static void tokens(JsonGenerator json, String name, Trace trace) throws IOException {
    json.writeObjectFieldStart(name);
    JsonOutput.tokens(json, trace.tokens());
    json.writeEndObject();
  }

  private static void alignment(JsonGenerator json, Alignment alignment) throws IOException {
    json.writeObjectFieldStart("alignment");
    json.writeArrayFieldStart("pairs");
    for (Alignment.Pair pair : alignment.pairs()) {
      json.writeArray(new int[] {pair.original(), pair.counterfactual()}, 0, 2);
    }
    json.writeEndArray();
    json.writeNumberField("original_dropped", alignment.originalDropped());
    json.writeNumberField("counterfactual_dropped", alignment.counterfactualDropped());
    json.writeEndObject();
  }

  private void print(Trace a, Trace b, Alignment alignment, MeasuredGrid measured) {
    session.out().println("original:       " + a.tokens());
    session.out().println("counterfactual: " + b.tokens());
    session
        .out()
        .printf(
            "%d tokens have a partner; without one are %d of the original and %d of the"
                + " counterfactual%n",
            alignment.pairs().size(),
            alignment.originalDropped(),
            alignment.counterfactualDropped());
    measured.print(session.out());
    plot.file.ifPresent(file -> session.out().printf("%nWrote %s%n", file));
  }
}
