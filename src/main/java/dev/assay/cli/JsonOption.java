package dev.assay.cli;

import picocli.CommandLine.Option;

/** Whether a command prints JSON. */
final class JsonOption {
  @Option(names = "--json", description = "Print JSON with every digit instead of a table.")
  private boolean json;

  boolean asked() {
    return json;
  }
}
