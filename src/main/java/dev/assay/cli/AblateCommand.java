package dev.assay.cli;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Where;
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
    name = "ablate",
    description = "What becomes of a text's embedding, or of words for a mask, without a head.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Each head's value outputs (z) are set to 0, one head at a time. The effect is the cosine",
      "distance (1 less the cosine) of the embedding from what it is with the head; with",
      "--candidates, the change of each word's log probability in the place of the first mask.",
      "",
      "JSON: model, weights_sha256, text, tokens; layers and heads, the numbers of those ablated;",
      "effects, an array with of (embedding, or the word), unit and values, an array over layers",
      "of arrays over heads.",
      "",
      "Examples:",
      "  assay ablate --text \"The movie was not good.\" --all-heads --plot heads.svg",
      "  assay ablate --text \"The movie was not good.\" --layer 3 --head 5 --json",
      "  assay ablate --model bert-base-uncased --text \"A robin is a [MASK].\" \\",
      "      --candidates bird,fish --layer 9"
    })
final class AblateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Option(names = "--layer", paramLabel = "L", description = "This layer only (default: all).")
  private Optional<Integer> layer = Optional.empty();

  @ArgGroup private Which which = new Which();

  @Option(
      names = "--candidates",
      paramLabel = "W",
      split = ",",
      description = "Words for the mask, separated by commas, instead of the embedding.")
  private List<String> candidates = List.of();

  @Option(
      names = "--plot",
      paramLabel = "F",
      description = "Draw the effects, layers by heads, to this .svg or .png file.")
  private Optional<Path> plot = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  static final class Which {
    @Option(names = "--head", paramLabel = "H", required = true, description = "This head only.")
    private Optional<Integer> head = Optional.empty();

    @Option(
        names = "--all-heads",
        required = true,
        description = "Every head, one at a time (default).")
    @SuppressWarnings("UnusedVariable") // named, it excludes the other; left out, it is the default
    private boolean allHeads;
  }

  AblateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<OutputFile> picture = plot.map(OutputFile::picture);
    try (PyTorchModel loaded = model.load(session)) {
      Effects effects = Effects.of(loaded, text.get(), candidates);
      HeadGrid heads = HeadGrid.chosen(effects.plain(), layer, which.head);
      EffectGrid grid = grid(effects, heads);
      picture.ifPresent(file -> file.write(grid.draw("without each head: " + text.get())));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, effects.plain().tokens());
              JsonOutput.integers(out, "layers", heads.layers());
              JsonOutput.integers(out, "heads", heads.heads());
              grid.writeTo(out);
            });
      } else {
        session.out().println(effects.plain().tokens());
        grid.print(session.out(), "head");
        plot.ifPresent(file -> session.out().printf("%nWrote %s%n", file));
      }
    }
    return ExitCode.OK;
  }

  private EffectGrid grid(Effects effects, HeadGrid heads) {
    List<EditedText> passes = new ArrayList<>();
    for (int l : heads.layers()) {
      for (int h : heads.heads()) {
        passes.addAll(
            EditedText.all(
                effects.model(), List.of(effects.text()), List.of(Edit.zero(Where.head(l, h)))));
      }
    }
    return EffectGrid.of(
        heads.layers(), heads.heads().stream().map(String::valueOf).toList(), effects, passes);
  }
}
