package dev.assay.cli;

import dev.assay.encoder.EditedText;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Edit;
import dev.assay.model.Text;
import dev.assay.model.Where;
import dev.assay.trace.Site;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "patch",
    description = "Where a difference between two texts is: activation patching.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "What the counterfactual has at a site is put into the original's pass, one layer and one",
      "token at a time. The effect is the cosine distance of the original's embedding from what it",
      "is without; with --candidates, the change of each word's log probability in the place of"
          + " the",
      "first mask. Tokens are aligned word by word; texts that cannot be are refused.",
      "",
      "JSON: model, weights_sha256; original and counterfactual, each with text and tokens; site;",
      "layers; distance, of the two embeddings, unless there are candidates; effects, an array"
          + " with",
      "of (embedding, or the word), unit and values, an array over layers of arrays over the",
      "original's tokens. For resid, layer 0 is the embeddings' output.",
      "",
      "Examples:",
      "  assay patch --original \"The movie was not good.\" \\",
      "      --counterfactual \"The movie was very good.\" --site resid --plot patch.svg",
      "  assay patch --original \"The movie was not good.\" \\",
      "      --counterfactual \"The movie was very good.\" --site v --json"
    })
final class PatchCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Option(names = "--original", paramLabel = "A", required = true, description = "A text.")
  private String original = "";

  @Option(
      names = "--counterfactual",
      paramLabel = "B",
      required = true,
      description = "The text from which values are put in.")
  private String counterfactual = "";

  @Option(
      names = "--site",
      paramLabel = "S",
      required = true,
      converter = SiteName.class,
      description = "q, k, v, attn_scores, pattern, z, attn_out, mlp_out or resid.")
  private Site site = Site.RESID;

  @Option(
      names = "--candidates",
      paramLabel = "W",
      split = ",",
      description = "Words for the mask, separated by commas, instead of the embedding.")
  private List<String> candidates = List.of();

  @Option(
      names = "--plot",
      paramLabel = "F",
      description = "Draw the effects, layers by tokens, to this .svg or .png file.")
  private Optional<Path> plot = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  /** Reads a site by its name in traces. */
  static final class SiteName implements ITypeConverter<Site> {
    @Override
    public Site convert(String name) {
      for (Site site : Site.values()) {
        if (site.tensorName().equals(name)) {
          return site;
        }
      }
      throw new TypeConversionException(
          "'%s' is no site; give q, k, v, attn_scores, pattern, z, attn_out, mlp_out or resid."
              .formatted(name));
    }
  }

  PatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<OutputFile> picture = plot.map(OutputFile::picture);
    try (PyTorchModel loaded = model.load(session)) {
      Effects effects = Effects.of(loaded, Text.of(original), candidates);
      Trace donor = loaded.trace(counterfactual, Site.RESID);
      EffectGrid grid = grid(effects);
      picture.ifPresent(
          file ->
              file.write(
                  grid.draw(
                      "%s of \"%s\" put into \"%s\""
                          .formatted(site.tensorName(), counterfactual, original))));
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              out.writeObjectFieldStart("original");
              JsonOutput.tokens(out, effects.plain().tokens());
              out.writeEndObject();
              out.writeObjectFieldStart("counterfactual");
              JsonOutput.tokens(out, donor.tokens());
              out.writeEndObject();
              out.writeStringField("site", site.tensorName());
              JsonOutput.integers(out, "layers", grid.layers());
              if (candidates.isEmpty()) {
                out.writeNumberField("distance", distance(effects, donor));
              }
              grid.writeTo(out);
            });
      } else {
        session.out().println("original:       " + effects.plain().tokens());
        session.out().println("counterfactual: " + donor.tokens());
        if (candidates.isEmpty()) {
          session.out().printf("distance of their embeddings: %.4f%n", distance(effects, donor));
        }
        grid.print(session.out(), "token");
        plot.ifPresent(file -> session.out().printf("%nWrote %s%n", file));
      }
    }
    return ExitCode.OK;
  }

  private static double distance(Effects effects, Trace donor) {
    return Effects.distance(effects.numbers(effects.plain()), effects.numbers(donor));
  }

  private EffectGrid grid(Effects effects) {
    int layers = effects.model().config().layers() + (site == Site.RESID ? 1 : 0);
    List<String> tokens = effects.plain().tokens().pieces();
    List<EditedText> passes = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      Edit edit = Edit.from(Where.layer(site, layer), counterfactual);
      EditedText all =
          EditedText.all(effects.model(), List.of(effects.text()), List.of(edit)).get(0);
      for (int token = 0; token < tokens.size(); token++) {
        passes.add(all.onlyAt(token));
      }
    }
    return EffectGrid.of(EffectGrid.upTo(layers), tokens, effects, passes);
  }
}
