package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.page.ExplorerPage;
import dev.assay.page.ExplorerRow;
import dev.assay.page.ExplorerText;
import dev.assay.trace.Site;
import dev.assay.trace.Substitution;
import dev.assay.trace.Tensor;
import dev.assay.trace.Trace;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "explore",
    description = "Writes a page on which to look at every head of a text, or of two side by side.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The page is one file for a browser, without network: choose layer and head; attention as it",
      "is, over content tokens, without self, value-weighted or norm-weighted; as a map or as"
          + " lines;",
      "two texts with their difference. It saves what is seen as SVG or PNG. A link may say what"
          + " to",
      "open: F.html#layer=2&head=1&show=content&view=lines",
      "",
      "Examples:",
      "  assay explore --text \"The movie was not good.\" --out movie.html",
      "  assay explore --text \"John gave Mary the book\" \\",
      "      --counterfactual \"Mary gave John the book\" --out books.html"
    })
final class ExploreCommand implements Callable<Integer> {
  /** v for norm-weighted attention, z for value-weighted attention. */
  private static final Set<Site> SITES = Set.of(Site.PATTERN, Site.V, Site.Z);

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Option(
      names = "--counterfactual",
      paramLabel = "C",
      description = "A text to be shown beside it, with the difference.")
  private Optional<String> counterfactual = Optional.empty();

  @Option(
      names = "--pair",
      paramLabel = "T=C",
      converter = Pair.class,
      description =
          "In texts of unequal length, a word of the text and the word in its place in the"
              + " counterfactual, to be compared although they differ; may be given several times.")
  private List<Substitution> pairs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "F",
      required = true,
      description = "The .html file; one that exists is replaced.")
  private Path out = Path.of("");

  ExploreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (counterfactual.isEmpty() && !pairs.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--pair names words of two texts; give --counterfactual too.");
    }
    OutputFile page = OutputFile.page(out);
    try (PyTorchModel loaded = model.load(session)) {
      List<Tensor> projections =
          IntStream.range(0, loaded.config().layers()).mapToObj(loaded::outputProjection).toList();
      ExplorerRow row = row(loaded);
      page.write(
          out -> {
            Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            ExplorerPage.of("Every head", loaded.name(), projections).write(html, Stream.of(row));
            html.flush();
          });
    }
    session.out().println("Wrote " + out);
    return ExitCode.OK;
  }

  private ExplorerRow row(PyTorchModel loaded) {
    List<ExplorerText> texts = new ArrayList<>();
    Trace original = loaded.trace(text.get(), SITES);
    texts.add(new ExplorerText(counterfactual.isPresent() ? "original" : "", original, List.of()));
    counterfactual.ifPresent(
        other -> {
          Trace trace = loaded.trace(other, SITES);
          // Also where the alignment needs no pairs: a word that is not there is a mistake.
          for (Substitution pair : pairs) {
            original.tokens().word(pair.original());
            trace.tokens().word(pair.counterfactual());
          }
          texts.add(new ExplorerText("counterfactual", trace, List.of()));
        });
    return new ExplorerRow("text", texts, pairs);
  }
}
