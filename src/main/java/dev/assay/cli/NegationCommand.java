package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.fixture.CueRow;
import dev.assay.fixture.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "negation",
    description = "Attention from and to negation cues, averaged over sentences.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Sentences are aligned at their cue, which counts as one position, offset 0, however many",
      "word pieces it has. In the raw variant special tokens count as well.",
      "",
      "JSON: model, weights_sha256, fixture (file name), fixture_sha256; sentences with id, text,",
      "tokens, cue and cue_positions; layers, heads, offsets; profiles, for each variant (raw,",
      "content, content-without-self) an object with sentences_per_offset, from_cue and to_cue,",
      "arrays over layers of arrays over heads of arrays over offsets, null where no sentence",
      "reaches; not_computed, an array of id, variant and reason.",
      "",
      "Examples:",
      "  assay negation --texts cues.csv",
      "  assay negation --texts cues.csv --window 3 --json",
      "",
      "where cues.csv is",
      "  id,text,cue",
      "  n1,The movie was not good.,not",
      "  n2,She doesn't like fish.,n't"
    })
final class NegationCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--texts",
      paramLabel = "FILE.csv",
      required = true,
      description =
          "Sentences: a CSV file with a header and the columns id, text and cue, a word that occurs"
              + " in the text once.")
  private Path texts = Path.of("");

  @Option(
      names = "--window",
      paramLabel = "K",
      defaultValue = "5",
      converter = Positive.class,
      description =
          "How many tokens to either side of the cue, at most as many as the model has positions"
              + " (default: ${DEFAULT-VALUE}).")
  private int window;

  @Mixin private JsonOption json = new JsonOption();

  NegationCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Fixture<CueRow> fixture = Fixture.read(texts, CueRow.class);
    try (PyTorchModel loaded = model.load(session)) {
      CueProfiles profiles = CueProfiles.of(loaded, texts, fixture, window);
      if (json.asked()) {
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              out.writeStringField("fixture", fixture.name());
              out.writeStringField("fixture_sha256", fixture.sha256());
              profiles.writeTo(out);
            });
      } else {
        profiles.print(session.out());
      }
    }
    return ExitCode.OK;
  }
}
