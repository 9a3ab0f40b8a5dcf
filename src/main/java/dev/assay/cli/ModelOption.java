package dev.assay.cli;

import dev.assay.encoder.PyTorchModel;
import picocli.CommandLine.Option;

/** Which model a command runs. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "M",
      defaultValue = "all-MiniLM-L6-v2",
      description =
          "A name that the command 'models' lists, hf:org/name[@revision], or a folder (default: ${DEFAULT-VALUE}).")
  private String name = "";

  PyTorchModel load(Session session) {
    return session.models().apply(name);
  }
}
