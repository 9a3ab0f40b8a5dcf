package dev.assay.cli;

import dev.assay.model.Text;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which text, or pair of texts, a command gives to the model. */
final class TextOption {
  @Option(names = "--text", paramLabel = "T", required = true, description = "The text.")
  private String text = "";

  @Option(
      names = "--text-pair",
      paramLabel = "T2",
      description = "A second text, read with it as [CLS] T [SEP] T2 [SEP], or as the model does.")
  private Optional<String> pair = Optional.empty();

  Text get() {
    return new Text(text, pair);
  }
}
