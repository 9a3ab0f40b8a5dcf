package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Tokens;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

@Command(
    name = "embed",
    description = "The vector that stands for a text.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Pooled and normalised as the checkpoint's modules.json and 1_Pooling/config.json say, else"
          + " the",
      "mean of the last hidden states over all tokens. Prints a number a line.",
      "",
      "JSON: model, weights_sha256, text, tokens and embedding, an array of numbers.",
      "",
      "Example:",
      "  assay embed --text \"The movie was not good.\" --json"
    })
final class EmbedCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private ModelOption model = new ModelOption();

  @Mixin private TextOption text = new TextOption();

  @Mixin private JsonOption json = new JsonOption();

  EmbedCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (PyTorchModel loaded = model.load(session)) {
      double[] embedding = loaded.embedding(text.get());
      if (json.asked()) {
        Tokens tokens = loaded.tokenize(text.get());
        JsonOutput.print(
            session.out(),
            out -> {
              JsonOutput.model(out, loaded);
              JsonOutput.tokens(out, tokens);
              out.writeFieldName("embedding");
              out.writeArray(embedding, 0, embedding.length);
            });
      } else {
        for (double number : embedding) {
          session.out().println(number);
        }
      }
    }
    return ExitCode.OK;
  }
}
