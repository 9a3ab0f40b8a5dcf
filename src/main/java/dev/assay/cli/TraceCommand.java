package dev.assay.cli;

import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.encoder.PyTorchModel;
import dev.assay.model.Text;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "trace",
    description = "Writes what a forward pass leaves behind as safetensors.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Tensors, for T tokens, L layers, H heads of width d and hidden size D:",
      "  input_ids [T] int64   pattern [L,H,T,T]   v, z [L,H,T,d]   resid [L+1,T,D]",
      "pattern is attention after softmax (row = query), v the values, z = pattern @ v, resid the",
      "hidden states from the embeddings on; all float32. The header's metadata has tokens (a JSON",
      "array), text, model and weights_sha256. Of a pair of texts there are token_type_ids [T]"
          + " int64",
      "and text_pair too.",
      "",
      "Examples:",
      "  assay trace --text \"The cat sat on the mat.\" --out cat.safetensors",
      "  assay trace --texts fixtures/statements.csv --out traces"
    })
final class TraceCommand implements Callable<Integer> {
  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private ModelOption model = new ModelOption();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      required = true,
      description =
          "With --text, the .safetensors file; with --texts, the folder for one ID.safetensors per"
              + " row, created if only itself is missing. Files that exist are replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--text-pair",
      paramLabel = "T2",
      description =
          "With --text, a second text, read with it as [CLS] T [SEP] T2 [SEP], or as the model"
              + " does.")
  private Optional<String> pair = Optional.empty();

  static final class Source {
    @Option(names = "--text", paramLabel = "T", required = true, description = "The text to trace.")
    private Optional<String> text = Optional.empty();

    @Option(
        names = "--texts",
        paramLabel = "FILE.csv",
        required = true,
        description = "Texts to trace: a CSV file with a header and the columns id and text.")
    private Optional<Path> texts = Optional.empty();
  }

  TraceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    // A group that is there from the start counts as given: picocli does not ask for it.
    if (source.text.isEmpty() && source.texts.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Missing what to trace: give --text or --texts.");
    }
    if (source.texts.isPresent()) {
      if (pair.isPresent()) {
        throw new ParameterException(
            spec.commandLine(), "--text-pair is the second of a pair; give the first as --text.");
      }
      TraceFolder folder = TraceFolder.of(out, source.texts.get());
      try (PyTorchModel loaded = model.load(session)) {
        folder.write(loaded);
      }
      session.out().printf("Wrote %d traces to %s%n", folder.texts().rows().size(), out);
    } else {
      OutputFile file = OutputFile.tensors(out);
      try (PyTorchModel loaded = model.load(session)) {
        Trace trace = loaded.trace(new Text(source.text.orElseThrow(), pair), TraceFile.SITES);
        SafetensorsWriter tensors = TraceFile.of(loaded, trace);
        file.write(tensors::write);
        session.out().printf("Wrote %s: %d tokens%n", out, trace.tokens().size());
      }
    }
    return ExitCode.OK;
  }
}
