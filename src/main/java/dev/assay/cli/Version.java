package dev.assay.cli;

import dev.assay.claim.AssayVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code assay --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"assay " + AssayVersion.current()};
  }
}
