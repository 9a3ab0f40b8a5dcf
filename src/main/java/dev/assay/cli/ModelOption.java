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

  @Option(
      names = "--offline",
      description = "Use what is on disk; ask no hub (as HF_HUB_OFFLINE=1 does).")
  private boolean offline;

  PyTorchModel load(Session session) {
    if (offline) {
      System.setProperty("assay.offline", "true"); // where the hub client looks for it
    }
    return session.models().apply(name);
  }
}
