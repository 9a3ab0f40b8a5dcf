package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;

/** What a thread that is asked to stop says. */
final class Interrupted {
  private Interrupted() {}

  static AssayException downloading(Exception e) {
    Thread.currentThread().interrupt();
    return new AssayException(
        "The download was interrupted: run it again to resume where it stopped.", e);
  }
}
